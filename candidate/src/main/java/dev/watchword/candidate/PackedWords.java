package dev.watchword.candidate;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Distinct words in the order in which they were added, packed into one array, with an index by content. While it is
 * filled it belongs to one thread; {@link #trim()} ends the filling, and from then on any thread may read.
 */
public final class PackedWords {

    private static final int FREE = 0;

    /** In a slot: the place of a word counted from 1, and above it some bits of the word's hash, which spare most looks at other words. */
    private static final int PLACE_BITS = 27;

    private static final int PLACE = (1 << PLACE_BITS) - 1;

    /** The JDK is quick at digests once their loop is compiled, which one long call would not wait for. */
    private static final int DIGESTED_AT_ONCE = 16 << 10;

    /** Differs from run to run, so that a list cannot be made whose words all fall into one slot. */
    private final long seed = ThreadLocalRandom.current().nextLong();

    private byte[] bytes;
    private int[] ends;
    private int[] slots;
    private int size;

    /** @param words about how many there will be */
    public PackedWords(int words) {
        this.bytes = new byte[Math.max(64, words * 10)];
        this.ends = new int[Math.max(16, words)];
        this.slots = new int[Integer.highestOneBit(ends.length) * 4];
    }

    public int size() {
        return size;
    }

    int offset(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    int length(int i) {
        return ends[i] - offset(i);
    }

    byte[] bytes() {
        return bytes;
    }

    /** A copy of the word at a place from 0. */
    public byte[] word(int i) {
        return Arrays.copyOfRange(bytes, offset(i), ends[i]);
    }

    /** Adds a word unless it is there; says whether it was new. */
    public boolean add(byte[] source, int offset, int length) {
        int hash = hash(source, offset, length);
        int slot = slot(hash, source, offset, length);
        if (slots[slot] != FREE) {
            return false;
        }
        if (size == PLACE) {
            throw new IllegalStateException("more than " + PLACE + " words");
        }
        int start = end();
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, grown(size));
        }
        if (length > bytes.length - start) {
            bytes = Arrays.copyOf(bytes, Math.max(start + length, grown(bytes.length)));
        }
        System.arraycopy(source, offset, bytes, start, length);
        ends[size] = start + length;
        slots[slot] = tag(hash) | ++size;
        if (size > slots.length / 2) {
            rehash();
        }
        return true;
    }

    /** The place of a word, or -1. */
    public int indexOf(byte[] source, int offset, int length) {
        return (slots[slot(hash(source, offset, length), source, offset, length)] & PLACE) - 1;
    }

    /** Gives back the room that was kept for growth. */
    PackedWords trim() {
        bytes = Arrays.copyOf(bytes, end());
        ends = Arrays.copyOf(ends, size);
        return this;
    }

    /** The digest of the words in their order: of their bytes, and of where each ends. */
    String digest() {
        MessageDigest sha256 = sha256();
        ByteBuffer places = ByteBuffer.allocate(Integer.BYTES * size);
        places.asIntBuffer().put(ends, 0, size);
        update(sha256, places.array(), places.capacity());
        update(sha256, bytes, end());
        return HexFormat.of().formatHex(sha256.digest(), 0, 8);
    }

    private static void update(MessageDigest digest, byte[] source, int length) {
        for (int from = 0; from < length; from += DIGESTED_AT_ONCE) {
            digest.update(source, from, Math.min(DIGESTED_AT_ONCE, length - from));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private int end() {
        return size == 0 ? 0 : ends[size - 1];
    }

    private static int grown(int length) {
        return (int) Math.min(Integer.MAX_VALUE - 8L, length + (length >> 1) + 16L);
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        for (int i = 0; i < size; i++) {
            int hash = hash(bytes, offset(i), length(i));
            int slot = hash & slots.length - 1;
            while (slots[slot] != FREE) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = tag(hash) | i + 1;
        }
    }

    private static int tag(int hash) {
        return hash & ~PLACE;
    }

    /** The slot that holds the word, or the free one where it belongs. */
    private int slot(int hash, byte[] source, int offset, int length) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != FREE
                && (tag(slots[slot]) != tag(hash) || !holds((slots[slot] & PLACE) - 1, source, offset, length))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean holds(int i, byte[] source, int offset, int length) {
        int start = offset(i);
        return Arrays.equals(bytes, start, ends[i], source, offset, offset + length);
    }

    private int hash(byte[] source, int offset, int length) {
        long hash = seed ^ length;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ source[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }
}
