package dev.watchword.agent.reset.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A made-up proc(5), whose links may say what they want. */
class RedisProcessesTest {

    private static final String SOCKET = "3801";

    @TempDir
    private Path proc = Path.of("");

    @BeforeEach
    void isAProcessItself() throws IOException {
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[1]"));
    }

    @Test
    void knowsTheServersByTheirPrograms() throws IOException {
        add("10", "/usr/bin/redis-check-rdb", "pid:[1]", "/");
        assertTrue(have());
        add("11", "/opt/valkey/bin/valkey-server (deleted)", "pid:[1]", "/");
        assertTrue(have());
    }

    @Test
    void knowsNoOtherProgram() throws IOException {
        add("10", "/usr/bin/docker-proxy", "pid:[1]", "/");
        assertFalse(have());
    }

    @Test
    void knowsNoServerThatSharesItsSocketWithAnotherProgram() throws IOException {
        add("10", "/usr/bin/redis-server", "pid:[1]", "/");
        add("11", "/usr/bin/python3", "pid:[1]", "/");
        assertFalse(have());
    }

    @Test
    void knowsNoServerOfAContainer() throws IOException {
        add("10", "/usr/bin/redis-server", "pid:[2]", "/");
        assertFalse(have());
    }

    @Test
    void knowsNoServerOfAChroot() throws IOException {
        add("10", "/usr/bin/redis-server", "pid:[1]", "/srv/chroot");
        assertFalse(have());
    }

    @Test
    void knowsNoSocketThatNobodyHas() throws IOException {
        add("10", "/usr/bin/redis-server", "pid:[1]", "/");
        assertFalse(new RedisProcesses(proc).have("3802"));
    }

    private boolean have() {
        return new RedisProcesses(proc).have(SOCKET);
    }

    private void add(String process, String program, String namespace, String root) throws IOException {
        Path folder = proc.resolve(process);
        Files.createDirectories(folder.resolve("ns"));
        Files.createDirectories(folder.resolve("fd"));
        Files.createSymbolicLink(folder.resolve("exe"), Path.of(program));
        Files.createSymbolicLink(folder.resolve("root"), Path.of(root));
        Files.createSymbolicLink(folder.resolve("ns/pid"), Path.of(namespace));
        Files.createSymbolicLink(folder.resolve("fd/0"), Path.of("/dev/null"));
        Files.createSymbolicLink(folder.resolve("fd/6"), Path.of("socket:[" + SOCKET + "]"));
    }
}
