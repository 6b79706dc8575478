package dev.watchword.hash;

/**
 * A scheme's parameters without the salt (rounds, N, r, p, digest algorithm …), as an immutable record of the scheme's
 * package. Hashes with equal settings may share a batch.
 */
public interface Settings {

    /** Length of the digest that a kernel writes for each pair, in bytes. */
    int digestBytes();
}
