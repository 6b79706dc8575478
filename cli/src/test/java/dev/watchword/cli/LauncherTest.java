package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher beside made-up rooms, with a Maven that says what it was asked and fails. */
class LauncherTest {

    @TempDir
    private Path home = Path.of("");

    private String path = "";

    @BeforeEach
    void layOut() throws IOException {
        Files.copy(Path.of("..", "watchword"), home.resolve("watchword"));
        file("cli/src/main/java/Some.java");
        executable("programs/mvn", "#!/bin/sh\necho \"asked: $*\"\nexit 1\n");
        executable("testing/install-peers", "#!/bin/sh\n");
    }

    @Test
    void aBuildForgetsResourcesThatSourcesNoLongerHave() throws Exception {
        file("server/src/main/resources/db/V002__new name.sql");
        Path kept = file("server/target/classes/db/V002__new name.sql");
        Path renamed = file("server/target/classes/db/V002__old name.sql");
        Path compiled = file("server/target/classes/dev/Some.class");
        Path ofARoomWithoutAny = file("hash/target/classes/list.txt");
        Path ofJmh = file("benchmark/target/classes/META-INF/BenchmarkList");
        assertEquals(4, launched("status"));
        assertFalse(Files.exists(renamed), "renamed");
        assertFalse(Files.exists(ofARoomWithoutAny), "deleted with its folder");
        for (Path file : List.of(kept, compiled, ofJmh)) {
            assertTrue(Files.exists(file), file.toString());
        }
    }

    @Test
    void theTestsForgetThemToo() throws Exception {
        Path renamed = file("server/target/classes/db/V002__old name.sql");
        assertEquals(1, launched("test", "-pl", "server"));
        assertFalse(Files.exists(renamed));
        assertTrue(said().contains("verify -pl server"), said());
    }

    @Test
    void aBuildWritesNothingIntoAJarThatSomebodyMayHaveOpen() throws Exception {
        Path jar = Files.writeString(file("cli/target/watchword/cli.jar"), "old");
        Path asOpened = Files.createLink(home.resolve("as-opened"), jar);
        executable("programs/mvn", "#!/bin/sh\nprintf new >'" + jar + "'\nexit 1\n");
        assertEquals(4, launched("status"));
        assertEquals("new", Files.readString(jar));
        assertEquals("old", Files.readString(asOpened));
    }

    /** The status of findings is not that of a build that nobody could do. */
    @Test
    void sayingThatNothingCanBeBuiltIsAFailure() throws Exception {
        Files.delete(home.resolve("programs/mvn"));
        for (String needed : List.of("dirname", "readlink", "sed", "find", "mktemp", "flock", "rm", "touch", "cat")) {
            Files.createSymbolicLink(home.resolve("programs").resolve(needed), Path.of("/usr/bin", needed));
        }
        path = home.resolve("programs").toString();
        assertEquals(4, launched("audit", "--fail-on-findings"));
        assertTrue(said().contains("Maven"), said());
    }

    @Test
    void findsItsJdkWithoutAHome() throws Exception {
        assertEquals(4, launched("status"));
        assertFalse(said().contains("unbound"), said());
        assertTrue(said().contains("the build failed"), said());
    }

    private int launched(String... words) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/bash", home.resolve("watchword").toString());
        builder.command().addAll(List.of(words));
        builder.environment().remove("HOME");
        builder.environment().put("PATH", path.isEmpty() ? home.resolve("programs") + ":/usr/bin:/bin" : path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(home.resolve("said").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "hangs");
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(home.resolve("said"), StandardCharsets.UTF_8);
    }

    private Path file(String name) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private void executable(String name, String content) throws IOException {
        Files.writeString(file(name), content);
        Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
