package dev.watchword.audit;

import java.util.Arrays;

/** A word's bytes as a key: equal when the bytes are. The bytes are not copied, and nothing prints them. */
final class Word {

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
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Word";
    }
}
