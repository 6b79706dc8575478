package dev.watchword.hash.scrypt;

/**
 * The large block of memory that one kernel mixes in, kept between hashes since handing 16 MiB out anew for each guess
 * would cost more than the guess. Grown when needed, never shrunk until given back. Belongs to one thread at a time.
 */
public final class BlockMemory {

    private static final int LONGS_FOR_EACH_R = 16;
    private static final int MOST_LONGS = Integer.MAX_VALUE - 8;

    private long[] longs = {};

    /**
     * The memory, at least {@code blocks} blocks of {@code 128 r} bytes long; what it held is undefined.
     *
     * @throws IllegalArgumentException when no Java array is that long; its cost should have kept it from being tried
     */
    public long[] reserve(long blocks, int r) {
        if (blocks > MOST_LONGS / ((long) LONGS_FOR_EACH_R * r)) {
            throw new IllegalArgumentException(
                    blocks + " blocks of 128 * " + r + " bytes are more than an array holds");
        }
        int needed = (int) (blocks * LONGS_FOR_EACH_R * r);
        if (longs.length < needed) {
            longs = new long[0]; // the old one may go before the new one comes
            longs = new long[needed];
        }
        return longs;
    }

    /**
     * Working bytes for the {@code p} blocks of {@code 128 r} bytes that go into and come out of the mixing.
     *
     * @throws IllegalArgumentException as {@link #reserve}
     */
    public static byte[] lanes(int r, int p) {
        long bytes = 128L * r * p;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(p + " lanes of 128 * " + r + " bytes are more than an array holds");
        }
        return new byte[(int) bytes];
    }

    /** Gives the memory back. */
    public void release() {
        longs = new long[0];
    }
}
