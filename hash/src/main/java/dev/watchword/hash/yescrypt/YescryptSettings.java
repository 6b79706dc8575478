package dev.watchword.hash.yescrypt;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;
import dev.watchword.hash.scrypt.ScryptSettings;

/**
 * yescrypt's parameters.
 *
 * @param blocks N: how many blocks of memory, a power of two from 4 to 2^31, the range that libxcrypt computes
 * @param r block size in units of 128 bytes, 1 or more
 * @param p lanes, 1 or more; {@code r * p} is below 2^30, and in {@link Flavour#READ_WRITE} each has at least 4 blocks
 * @param t extra time: how often the memory is read again, 0 or more; always 0 in {@link Flavour#CLASSIC}
 */
public record YescryptSettings(Flavour flavour, long blocks, int r, int p, int t) implements Settings {

    /** How the memory is used. */
    public enum Flavour {
        /** scrypt as it was, number 0. */
        CLASSIC,
        /** "Write once, read many": scrypt with hashed ends and a choice of time, number 1. */
        WRITE_ONCE,
        /** Reads while it fills, writes while it reads, and mixes with pwxform at its only settings in use, number 47. */
        READ_WRITE
    }

    /** CPU nanoseconds for 64 bytes through pwxform; measured, see docs/formats/yescrypt.md. */
    private static final double NANOS_FOR_A_PWXFORM_BLOCK = 48;

    private static final int LEAST_BLOCKS_A_LANE_TO_PREHASH = 0x100;
    private static final int LEAST_KIBIBITS_A_LANE_TO_PREHASH = 0x20000;

    public YescryptSettings {
        if (Long.bitCount(blocks) != 1 || blocks < 4 || blocks > 1L << 31) {
            throw new IllegalArgumentException("N = " + blocks);
        }
        if (r < 1 || p < 1 || (long) r * p >= 1 << 30 || t < 0) {
            throw new IllegalArgumentException("r = " + r + ", p = " + p + ", t = " + t);
        }
        if ((flavour == Flavour.CLASSIC && t != 0) || (flavour == Flavour.READ_WRITE && blocks / p < 4)) {
            throw new IllegalArgumentException(flavour + " with N = " + blocks + ", p = " + p + ", t = " + t);
        }
    }

    @Override
    public int digestBytes() {
        return 32;
    }

    /** Whether the password is first hashed with a 64th of the memory, so that a costly hash begins with a cheap one. */
    boolean prehashes() {
        long lane = blocks / p;
        return flavour == Flavour.READ_WRITE
                && lane >= LEAST_BLOCKS_A_LANE_TO_PREHASH
                && lane * r >= LEAST_KIBIBITS_A_LANE_TO_PREHASH;
    }

    /** The settings of that first hash. */
    YescryptSettings ofPrehash() {
        return new YescryptSettings(flavour, blocks >> 6, r, p, 0);
    }

    /** How many blocks of one lane's share are read again: the paper's table of t, before rounding to even numbers. */
    long rereads() {
        if (flavour == Flavour.READ_WRITE) {
            long lane = blocks / p;
            return switch (t) {
                case 0 -> (lane + 2) / 3;
                case 1 -> (2 * lane + 2) / 3;
                default -> lane * (t - 1L);
            };
        }
        return switch (t) {
            case 0 -> blocks;
            case 1 -> blocks + (blocks + 1) / 2;
            default -> blocks * t;
        };
    }

    Cost cost() {
        return new Cost(nanos(), ScryptSettings.memoryBytes(blocks, r, p));
    }

    private double nanos() {
        if (flavour != Flavour.READ_WRITE) {
            return 2.0 * r * p * ((double) blocks + rereads()) * ScryptSettings.NANOS_FOR_A_SALSA_BLOCK;
        }
        double boxes = p * (2.0 * SubstitutionBoxes.SEED_BLOCKS) * ScryptSettings.NANOS_FOR_A_SALSA_BLOCK;
        return boxes
                + steps() * 2 * r * NANOS_FOR_A_PWXFORM_BLOCK
                + (prehashes() ? ofPrehash().nanos() : 0);
    }

    /** How many slots of {@code 128 r} bytes are mixed in the read-write flavour, about and without the first hash. */
    public double steps() {
        return (double) blocks + (double) rereads() * p;
    }
}
