package dev.watchword.benchmark.john;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one run of a program took.
 *
 * @param cpuSeconds of all its processes, start included
 * @param mebibytes the most that one of them had resident
 */
record Measured(double cpuSeconds, double mebibytes) {

    /**
     * Runs a program to its end.
     *
     * @param measured the script that measures
     * @param folder where it runs and finds its home; takes its output as the file {@code output}
     */
    static Measured run(Path measured, List<String> command, Path folder) throws IOException, InterruptedException {
        Path usage = folder.resolve("usage");
        Path output = folder.resolve("output");
        List<String> whole = new ArrayList<>(List.of(measured.toString(), usage.toString()));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("LC_ALL", "C");
        Process process = builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(command.getFirst() + " ended with " + status + ": " + Files.readString(output));
        }
        String[] numbers = Files.readString(usage).strip().split(" ", -1);
        return new Measured(
                Double.parseDouble(numbers[0]) + Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2]) / 1024);
    }

    Measured times(double factor) {
        return new Measured(cpuSeconds * factor, mebibytes);
    }

    /** The run in the middle by CPU time. */
    static Measured median(List<Measured> runs) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(Measured::cpuSeconds))
                .toList()
                .get(runs.size() / 2);
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
