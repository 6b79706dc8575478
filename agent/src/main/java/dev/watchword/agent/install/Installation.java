package dev.watchword.agent.install;

import dev.watchword.agent.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An agent below a root: {@code /usr/lib/watchword} with a runtime of the modules that it needs and the archives, and its units, switched
 * on as {@code systemctl enable} does. With another root than {@code /} this makes a tree for machines that have no JDK.
 *
 * @param root where
 */
public record Installation(Path root) {

    private static final String HOME = "usr/lib/watchword";
    private static final String UNITS = "etc/systemd/system";
    private static final String WANTED = UNITS + "/multi-user.target.wants";
    private static final String COMMAND = "watchword-agent";
    private static final String ADDITIONS = UNITS + "/watchword-agent.service.d";
    private static final String SCANNER_ROOM = ADDITIONS + "/scanner.conf";
    private static final List<String> UNIT_FILES = List.of("watchword-agent.service", "watchword-agent-reset.service");

    /**
     * What the agent's code uses; java.xml reads Tomcat's stores, jdk.management the processor time, jdk.net who holds a local
     * server's socket, jdk.incubator.vector has the vectors of the process beside it.
     */
    static final String MODULES =
            "java.base,java.logging,java.management,java.net.http,java.xml,jdk.management,jdk.crypto.ec,jdk.incubator.vector,jdk.net,jdk.unsupported";

    /** Of the archive of loaded classes, which makes every start of the agent quicker. */
    private static final Duration DUMP_LIMIT = Duration.ofMinutes(2);

    private static final Set<String> ARCHIVES = Set.of(
            "account",
            "agent",
            "audit",
            "candidate",
            "cli",
            "hash",
            "image",
            "policy",
            "protocol",
            "rootfs",
            "zstd",
            "picocli",
            "passay",
            "jackson",
            "bcprov",
            "commons",
            "jspecify",
            "cryptacular");

    /**
     * Installs, in place of what was there before.
     *
     * @param archives all that the command runs on; the agent's share is copied
     * @param scanner whether the unit has room for reading images
     * @throws IOException when a file cannot be written, or this Java cannot make a runtime
     */
    public void install(List<Path> archives, boolean scanner) throws IOException {
        Path home = root.resolve(HOME);
        Path fresh = root.resolve(HOME + ".new");
        delete(fresh);
        Files.createDirectories(fresh.resolve("lib"));
        for (Path archive : archives) {
            String name = archive.getFileName().toString();
            if (name.endsWith(".jar") && ARCHIVES.contains(name.split("[-.]", 2)[0])) {
                Files.copy(archive, fresh.resolve("lib").resolve(name));
            }
        }
        if (!Files.exists(fresh.resolve("lib")) || isEmpty(fresh.resolve("lib"))) {
            throw new IOException("the agent's archives are not on the class path: run the built command");
        }
        link(fresh.resolve("runtime"));
        write(COMMAND, fresh.resolve(COMMAND), "rwxr-xr-x");
        // Whatever ends this between the two, one agent is there whole, by this name or beside it.
        Path former = root.resolve(HOME + ".former");
        delete(former);
        if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(home, former, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        delete(former);
        Files.createDirectories(root.resolve(WANTED));
        for (String unit : UNIT_FILES) {
            write(unit, root.resolve(UNITS).resolve(unit), "rw-r--r--");
            Path wanted = root.resolve(WANTED).resolve(unit);
            Files.deleteIfExists(wanted);
            Files.createSymbolicLink(wanted, Path.of("/" + UNITS, unit));
        }
        Path room = root.resolve(SCANNER_ROOM);
        Files.deleteIfExists(room);
        if (scanner) {
            Files.createDirectories(root.resolve(ADDITIONS));
            write("scanner.conf", room, "rw-r--r--");
        }
    }

    /** Takes the units and the agent's files away; its state stays, unless somebody deletes it. */
    public void uninstall() throws IOException {
        for (String unit : UNIT_FILES) {
            Files.deleteIfExists(root.resolve(WANTED).resolve(unit));
            Files.deleteIfExists(root.resolve(UNITS).resolve(unit));
        }
        Files.deleteIfExists(root.resolve(SCANNER_ROOM));
        delete(root.resolve(HOME));
    }

    private static void link(Path runtime) throws IOException {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IOException("this Java has no jlink: install from a JDK"));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        int status = jlink.run(
                out,
                out,
                "--add-modules",
                MODULES,
                "--output",
                runtime.toString(),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6");
        if (status != 0) {
            throw new IOException(
                    "jlink failed: " + said.toString().lines().findFirst().orElse(""));
        }
        // What jlink itself can do, without its words on the screen of whoever installs.
        Program dump = new Program(runtime.toAbsolutePath().resolve("bin/java"), List.of("-Xshare:dump"), DUMP_LIMIT);
        if (!(dump.run() instanceof Program.Ending.Exited ended) || ended.status() != 0) {
            throw new IOException("the runtime that was made does not start");
        }
    }

    private static void write(String resource, Path file, String mode) throws IOException {
        try (InputStream content = Installation.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IOException("the archive lacks " + resource);
            }
            Files.deleteIfExists(file);
            Files.copy(content, file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toSet()).isEmpty();
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
