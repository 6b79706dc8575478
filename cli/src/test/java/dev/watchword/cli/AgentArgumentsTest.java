package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentArgumentsTest {

    @TempDir
    private Path folder = Path.of("unset");

    private CommandRun run(String... more) {
        String[] words = {"agent", "scan", "--state", folder.resolve("state").toString()};
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return CommandRun.inProcess(all);
    }

    /** chpasswd changes this machine's passwords, whatever root was scanned. */
    @Test
    void throughPamIsForThisMachineOnly() {
        CommandRun elsewhere = run("--reset-through-pam", "--root", folder.toString());
        assertEquals(Exit.USAGE, elsewhere.exit(), elsewhere.errText());
        assertTrue(elsewhere.errText().contains("--root"), elsewhere.errText());
        CommandRun here = run("--reset-through-pam");
        assertEquals(Exit.FAILED, here.exit());
        assertTrue(here.errText().contains("not enrolled"), here.errText());
    }

    /** Without the key that it was to have, a machine would take the one that the server's agents share. */
    @Test
    void usesNoTokenWhileTheFleetKeyCannotBeKept() throws IOException {
        Path state = folder.resolve("state");
        Files.createDirectories(state.resolve("fleet-key-carried"));
        Path key = Files.writeString(folder.resolve("key"), "a secret of some operator, 32 bytes or more");
        Path token = Files.writeString(folder.resolve("token"), "wwe_token");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CommandRun enrol = CommandRun.inProcess(
                    "agent",
                    "enrol",
                    "--state",
                    state.toString(),
                    "--server",
                    "http://127.0.0.1:" + server.getLocalPort(),
                    "--token-file",
                    token.toString(),
                    "--fleet-key-file",
                    key.toString());
            assertEquals(Exit.FAILED, enrol.exit());
            assertTrue(enrol.errText().contains("not enrolled"), enrol.errText());
            server.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, server::accept, "the server was asked");
        }
        assertFalse(Files.exists(state.resolve("membership")));
    }
}
