package dev.watchword.benchmark.john;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An installed John the Ripper.
 *
 * @param version as it calls itself
 */
record John(Path program, String version) {

    private static final Pattern VERSION = Pattern.compile("John the Ripper.*?version (\\S+)|John the Ripper (\\S+)");

    /** The one that the variable JOHN names, else the first of PATH and /usr/sbin. */
    static Optional<John> installed() throws IOException, InterruptedException {
        List<Path> candidates = new ArrayList<>();
        Optional.ofNullable(System.getenv("JOHN")).map(Path::of).ifPresent(candidates::add);
        Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":", -1))
                .map(folder -> Path.of(folder, "john"))
                .forEach(candidates::add);
        for (Path candidate : candidates) {
            if (Files.isExecutable(candidate)) {
                return Optional.of(new John(candidate, askedForVersion(candidate)));
            }
        }
        return Optional.empty();
    }

    private static String askedForVersion(Path program) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("john");
        Process process = new ProcessBuilder(withHome(home, List.of(program.toString())))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Measured.remove(home);
        Matcher matcher = VERSION.matcher(output);
        if (!matcher.find()) {
            return "of unknown version";
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    boolean isJumbo() {
        return version.contains("jumbo") || version.contains("bleeding");
    }

    /**
     * The core edition keeps what it found below the home that the system's table of users names, whatever HOME says. So it runs
     * in a mount namespace of its own, where a folder stands in for that one.
     */
    private static List<String> withHome(Path folder, List<String> command) throws IOException {
        Path real = Files.createDirectories(Path.of(System.getProperty("user.home"), ".john"));
        List<String> whole = new ArrayList<>(List.of("unshare", "--mount"));
        if (!System.getProperty("user.name").equals("root")) {
            whole.addAll(List.of("--user", "--map-current-user", "--keep-caps"));
        }
        whole.addAll(List.of("sh", "-c", "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"", "sh"));
        whole.addAll(List.of(folder.toString(), real.toString()));
        whole.addAll(command);
        return whole;
    }

    /** What this edition calls the work's format, if it has it. */
    Optional<String> format(Work work) {
        return isJumbo() ? Optional.of(work.format().jumbo()) : work.format().core();
    }

    /** Goes through the words once. Nothing is remembered of earlier runs unless the work is to go again. */
    Measured run(Path measured, String format, Work.Kind kind, GeneratedFiles files, Path folder)
            throws IOException, InterruptedException {
        Path pot = folder.resolve("john.pot");
        if (kind != Work.Kind.AGAIN) {
            Files.deleteIfExists(pot);
        }
        List<String> command = new ArrayList<>(List.of(
                program.toString(), "--format=" + format, "--wordlist=" + files.words(), "--session=comparison"));
        if (isJumbo()) {
            command.add("--pot=" + pot);
        }
        command.add(files.hashes().toString());
        Measured run = Measured.run(measured, withHome(folder, command), folder);
        if (!Files.exists(pot) || Files.size(pot) == 0) {
            throw new IOException(
                    "john did not find the planted password: " + Files.readString(folder.resolve("output")));
        }
        return run;
    }
}
