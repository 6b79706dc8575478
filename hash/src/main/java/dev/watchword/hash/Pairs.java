package dev.watchword.hash;

import dev.watchword.candidate.Candidates;
import java.util.Arrays;

/**
 * A batch of (salt, candidate) pairs with equal settings, so that a kernel can fill its lanes across accounts as well
 * as across candidates. Salts are referred to, candidates are packed. Belongs to one thread at a time.
 */
public final class Pairs {

    private final Settings settings;
    private byte[][] salts;
    private final Candidates words;

    /** An empty batch for hashes of the given settings. */
    public Pairs(Settings settings, int capacity) {
        this.settings = settings;
        this.salts = new byte[Math.max(1, capacity)][];
        this.words = new Candidates(capacity);
    }

    /** Appends a pair; the salt is referred to, the word's bytes are copied. */
    public void add(byte[] salt, byte[] word) {
        if (words.size() == salts.length) {
            salts = Arrays.copyOf(salts, salts.length * 2);
        }
        salts[words.size()] = salt;
        words.add(word);
    }

    public Settings settings() {
        return settings;
    }

    public int size() {
        return words.size();
    }

    /** The salt of pair {@code i}, not copied. */
    public byte[] salt(int i) {
        return salts[i];
    }

    /** The candidates: pair {@code i} is with candidate {@code i}. */
    public Candidates words() {
        return words;
    }
}
