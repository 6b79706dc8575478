package dev.watchword.candidate;

import java.util.Arrays;
import java.util.Collection;

/**
 * A batch of password candidates packed into one array: candidate {@code i} is the {@code length(i)} bytes of
 * {@code bytes()} from {@code offset(i)}, as they would be typed (UTF-8 unless the source said otherwise; never NUL, LF
 * or CR).
 *
 * <p>Not safe for concurrent writing; once filled it may be read by any number of threads. The owner wipes it with
 * {@link #wipe()} when the words are somebody's secrets.
 */
public final class Candidates {

    /** Longest candidate in bytes: CRYPT_MAX_PASSPHRASE_SIZE of libxcrypt, which counts the NUL behind a phrase too. */
    public static final int MAX_BYTES = 512;

    private byte[] bytes;
    private int[] ends;
    private int size;

    /** An empty batch with room for {@code words} candidates before it grows. */
    public Candidates(int words) {
        this.bytes = new byte[Math.max(16, words * 10)];
        this.ends = new int[Math.max(1, words)];
    }

    /** A batch of the given words, in their order. */
    public static Candidates of(Collection<byte[]> words) {
        Candidates batch = new Candidates(words.size());
        words.forEach(batch::add);
        return batch;
    }

    /** A batch of one word. */
    public static Candidates of(byte[] word) {
        Candidates batch = new Candidates(1);
        batch.add(word);
        return batch;
    }

    /** Appends a copy of the word; one longer than {@link #MAX_BYTES} is refused. */
    public void add(byte[] word) {
        add(word, 0, word.length);
    }

    /** Appends a copy of {@code length} bytes of {@code source} from {@code offset}. */
    public void add(byte[] source, int offset, int length) {
        if (length > MAX_BYTES) {
            throw new IllegalArgumentException("candidate of " + length + " bytes, at most " + MAX_BYTES);
        }
        int start = end();
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        if (start + length > bytes.length) {
            byte[] grown = Arrays.copyOf(bytes, Math.max(start + length, bytes.length * 2));
            Arrays.fill(bytes, (byte) 0);
            bytes = grown;
        }
        System.arraycopy(source, offset, bytes, start, length);
        ends[size++] = start + length;
    }

    /** How many candidates the batch holds. */
    public int size() {
        return size;
    }

    /** Where candidate {@code i} starts in {@link #bytes()}. */
    public int offset(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    /** The length of candidate {@code i} in bytes, 0 to {@link #MAX_BYTES}. */
    public int length(int i) {
        return ends[i] - offset(i);
    }

    /** The packed bytes, not copied: callers read only. */
    public byte[] bytes() {
        return bytes;
    }

    /** A copy of candidate {@code i}. */
    public byte[] word(int i) {
        return Arrays.copyOfRange(bytes, offset(i), ends[i]);
    }

    /** Empties the batch for reuse, keeping its arrays. */
    public void clear() {
        size = 0;
    }

    /** Overwrites every byte and empties the batch. */
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
        size = 0;
    }

    private int end() {
        return size == 0 ? 0 : ends[size - 1];
    }
}
