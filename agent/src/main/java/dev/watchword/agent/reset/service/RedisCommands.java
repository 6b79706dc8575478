package dev.watchword.agent.reset.service;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Commands for the standard input of redis-cli, one a line. A word that may be anything is written byte by byte in hex
 * within double quotes, so that nothing in it can end the word or the line. Holds secrets until it is closed.
 */
final class RedisCommands implements AutoCloseable {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Bytes bytes = new Bytes();

    /** Adds words of our own. */
    RedisCommands words(String words) {
        bytes.writeBytes(words.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Adds a blank and a word that may hold anything. */
    RedisCommands quoted(byte[] word) {
        bytes.writeBytes(new byte[] {' ', '"'});
        for (byte each : word) {
            bytes.writeBytes(new byte[] {'\\', 'x', HEX[each >> 4 & 15], HEX[each & 15]});
        }
        bytes.write('"');
        return this;
    }

    /** Adds words of our own and ends the line. */
    RedisCommands line(String words) {
        return words(words + "\n");
    }

    /** A copy, which is the caller's to wipe. */
    byte[] toBytes() {
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        bytes.wipe();
    }

    @Override
    public String toString() {
        return "RedisCommands";
    }

    /** So large that it does not grow, which would leave a copy behind. */
    private static final class Bytes extends ByteArrayOutputStream {

        private Bytes() {
            super(16 << 10);
        }

        private void wipe() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
