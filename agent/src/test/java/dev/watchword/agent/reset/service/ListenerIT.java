package dev.watchword.agent.reset.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.DebianPackage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners on real ports of this machine, which all belong to the user who owns the configuration as well. */
class ListenerIT {

    private static final RedisProcesses REDIS = new RedisProcesses(Path.of("/proc"));

    @TempDir
    private Path home = Path.of("");

    @Test
    void believesARealRedis() throws Exception {
        DebianPackage.REDIS_SERVER.require();
        int port = freePort();
        Path configuration = Files.writeString(
                home.resolve("redis.conf"), "bind 127.0.0.1\nport " + port + "\nsave \"\"\ndir " + home + "\n");
        Process redis = new ProcessBuilder("/usr/bin/redis-server", configuration.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitListener(port);
            assertTrue(Listener.isTrusted(port, configuration, REDIS::have));
        } finally {
            redis.destroyForcibly().waitFor();
        }
        assertFalse(Listener.isTrusted(port, configuration, REDIS::have), "nobody listens any more");
    }

    @Test
    void doesNotBelieveAnotherProgram() throws IOException {
        Path configuration = Files.createFile(home.resolve("redis.conf"));
        try (ServerSocket mine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertTrue(Listener.isTrusted(mine.getLocalPort(), configuration, inode -> true), "the user is right");
            assertFalse(Listener.isTrusted(mine.getLocalPort(), configuration, REDIS::have));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void awaitListener(int port) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                assertTrue(System.nanoTime() < end, "it does not start");
                Thread.sleep(50);
            }
        }
    }
}
