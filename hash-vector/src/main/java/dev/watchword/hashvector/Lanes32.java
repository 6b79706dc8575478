package dev.watchword.hashvector;

import java.nio.ByteOrder;

/** The compression functions over words of 32 bits, on many lanes at once. */
enum Lanes32 {
    MD4("MD4", Md4Lanes.LANES, Md4Lanes.SCHEDULE, ByteOrder.LITTLE_ENDIAN),
    MD5("MD5", Md5Lanes.LANES, Md5Lanes.SCHEDULE, ByteOrder.LITTLE_ENDIAN),
    SHA1("SHA-1", Sha1Lanes.LANES, Sha1Lanes.SCHEDULE, ByteOrder.BIG_ENDIAN),
    SHA256("SHA-256", Sha256Lanes.LANES, Sha256Lanes.SCHEDULE, ByteOrder.BIG_ENDIAN);

    static final int BLOCK_WORDS = 16;
    static final int BLOCK_BYTES = BLOCK_WORDS * Integer.BYTES;

    /** RFC 1320 and 1321, 3.3; SHA-1 begins with the same four and a fifth. */
    private static final int[] FIVE = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

    private final String algorithm;
    private final int lanes;
    private final int schedule;
    private final ByteOrder order;

    Lanes32(String algorithm, int lanes, int schedule, ByteOrder order) {
        this.algorithm = algorithm;
        this.lanes = lanes;
        this.schedule = schedule;
        this.order = order;
    }

    /** The JDK's name of the digest, which has no MD4. */
    String algorithm() {
        return algorithm;
    }

    /** How many messages go together. */
    int lanes() {
        return lanes;
    }

    /** Length of the array that {@link #compress} works in. */
    int schedule() {
        return schedule;
    }

    /** How words are made of bytes. */
    ByteOrder order() {
        return order;
    }

    int stateWords() {
        return switch (this) {
            case MD4, MD5 -> 4;
            case SHA1 -> 5;
            case SHA256 -> 8;
        };
    }

    /** The state before the first block: each word for every lane. */
    int[] start() {
        int[] words = this == SHA256 ? Sha2Constants.start256() : FIVE;
        int[] start = new int[stateWords() * lanes];
        for (int i = 0; i < start.length; i++) {
            start[i] = words[i / lanes];
        }
        return start;
    }

    /** Compresses one block of every lane; {@code to} may be {@code from}, or the first words of {@code w}. */
    void compress(int[] from, int[] to, int[] w) {
        switch (this) {
            case MD4 -> Md4Lanes.compress(from, to, w);
            case MD5 -> Md5Lanes.compress(from, to, w);
            case SHA1 -> Sha1Lanes.compress(from, to, w);
            case SHA256 -> Sha256Lanes.compress(from, to, w);
        }
    }
}
