package dev.watchword.hashvector;

import java.util.function.IntUnaryOperator;

/**
 * How many blocks a pair's rounds digest, by what a round's message holds beside digest and key: the salt in two of three,
 * the key once more in six of seven. Pairs of equal shape may share lanes, whatever the lengths behind it are.
 *
 * @param bare blocks of a round without either
 * @param key blocks of a round with the key
 * @param salt blocks of a round with the salt
 * @param both blocks of a round with both
 */
record CryptShape(int bare, int key, int salt, int both) {

    /** Kinds of round: whether odd, with salt, with the key again. */
    static final int KINDS = 8;

    /** Of no pair. */
    static final CryptShape NONE = new CryptShape(0, 0, 0, 0);

    private static final int ODD = 4;
    private static final int SALT = 2;
    private static final int KEY = 1;

    /**
     * The shape of a pair.
     *
     * @param digestBytes length of the digest that moves in
     * @param wordBytes 4 or 8: a block has sixteen words, and the length of the message takes two
     */
    static CryptShape of(int digestBytes, int wordBytes, int keyLength, int saltLength) {
        IntUnaryOperator blocks = beside -> Math.ceilDiv(digestBytes + beside + 1 + 2 * wordBytes, 16 * wordBytes);
        return new CryptShape(
                blocks.applyAsInt(keyLength),
                blocks.applyAsInt(2 * keyLength),
                blocks.applyAsInt(keyLength + saltLength),
                blocks.applyAsInt(2 * keyLength + saltLength));
    }

    /** Which kind of message a round digests. */
    static int kind(int round) {
        return ((round & 1) != 0 ? ODD : 0) | (round % 3 != 0 ? SALT : 0) | (round % 7 != 0 ? KEY : 0);
    }

    static boolean odd(int kind) {
        return (kind & ODD) != 0;
    }

    static boolean withSalt(int kind) {
        return (kind & SALT) != 0;
    }

    static boolean withKey(int kind) {
        return (kind & KEY) != 0;
    }

    /** Blocks of one kind of round. */
    int blocks(int kind) {
        if (withSalt(kind)) {
            return withKey(kind) ? both : salt;
        }
        return withKey(kind) ? key : bare;
    }

    /** The most blocks of any kind. */
    int most() {
        return both;
    }
}
