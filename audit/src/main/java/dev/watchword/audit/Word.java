package dev.watchword.audit;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A word's bytes as a key: equal when the bytes are. The bytes are not copied, and nothing prints them. Stores choose salts and names:
 * their hashes are seeded, so that no store can be made whose keys all fall into one slot.
 */
final class Word {

    private static final long SEED = ThreadLocalRandom.current().nextLong();

    private final byte[] bytes;

    Word(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Word that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        long hash = SEED;
        for (byte each : bytes) {
            hash = (hash ^ each) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 32);
    }

    @Override
    public String toString() {
        return "Word";
    }
}
