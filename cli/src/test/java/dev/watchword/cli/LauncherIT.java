package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the command as it was built, in a folder of its own. */
class LauncherIT {

    @TempDir
    private Path home = Path.of("");

    @BeforeEach
    void layOut() throws IOException {
        Files.copy(Path.of("..", "watchword"), home.resolve("watchword"));
        Path built = Files.createDirectories(home.resolve("cli/target/watchword"));
        try (Stream<Path> jars = Files.list(Path.of("target", "watchword"))) {
            for (Path jar :
                    jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.createSymbolicLink(built.resolve(jar.getFileName()), jar.toAbsolutePath());
            }
        }
        Files.writeString(home.resolve("pom.xml"), "");
        Files.createFile(built.resolve(".built"));
    }

    /** Who shares a file with others for what is printed writes at its end, and nobody over it. */
    @Test
    void writesItsErrorsBetweenThoseOfOthers() throws Exception {
        shell("{ echo before; ./watchword audit; echo after $?; } > said 2>&1");
        List<String> said = Files.readAllLines(home.resolve("said"));
        assertEquals("before", said.getFirst());
        assertEquals("after 2", said.getLast());
        assertEquals(3, said.size(), said::toString);
        assertTrue(said.get(1).startsWith("watchword: Missing required parameter"), said::toString);
    }

    @Test
    void leavesTheCallersDescriptorsAlone() throws Exception {
        Files.writeString(home.resolve("hashes"), "ann:$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/\n");
        shell("./watchword audit --memory=none --no-builtin --format=json /dev/fd/3 3< hashes > said 2>&1");
        String said = Files.readString(home.resolve("said"));
        assertTrue(said.contains("\"user_name\" : \"ann\""), said);
    }

    private void shell(String line) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", line);
        builder.directory(home.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectInput(Path.of("/dev/null").toFile()).start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "hangs");
    }
}
