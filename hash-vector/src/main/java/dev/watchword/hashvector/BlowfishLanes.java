package dev.watchword.hashvector;

import dev.watchword.hash.bcrypt.BcryptState;

/**
 * Blowfish's key expansion as bcrypt has it (Provos and Mazieres, 1999) of five states at once, side by side in one loop, so that the
 * processor looks up for four while it waits for one. No vectors: these would have to gather.
 *
 * <p>How fast this is hangs on what the compiler knows. The states lie in one array that is made here, of constant length, so that
 * no index needs to be checked. But the first boxes lie in an array of the caller's: without the checks that this leaves, the
 * compiler goes through one state's rounds after the other's, and it is no faster than one alone. Two rounds a turn, five states:
 * more of either is slower.
 */
final class BlowfishLanes {

    /** How many states are expanded together. */
    static final int LANES = 5;

    /** Words of a box. */
    static final int BOX = BcryptState.S_WORDS / 4;

    private static final int P = BcryptState.P_WORDS;

    /** Words of P and the boxes behind the first, in their order: what a lane has in the array of states. */
    static final int REST = P + 3 * BOX;

    private BlowfishLanes() {}

    /**
     * Replaces P and the boxes of each lane by successive encryptions, the first of zero.
     *
     * @param rest {@link #REST} words of each lane, one lane behind the other
     * @param first the first box of each lane, one behind the other
     */
    static void expand(int[] rest, int[] first) {
        int[] s = new int[LANES * REST];
        System.arraycopy(rest, 0, s, 0, LANES * REST);
        int l = 0;
        int r = 0;
        int l2 = 0;
        int r2 = 0;
        int l3 = 0;
        int r3 = 0;
        int l4 = 0;
        int r4 = 0;
        int l5 = 0;
        int r5 = 0;
        for (int at = 0; at < P + 4 * BOX; at += 2) {
            l ^= s[0];
            l2 ^= s[REST];
            l3 ^= s[2 * REST];
            l4 ^= s[3 * REST];
            l5 ^= s[4 * REST];
            for (int i = 1; i < P - 1; i += 2) {
                r ^= s[i]
                        ^ ((first[(l >>> 24)] + s[P + (l >>> 16 & 0xff)]) ^ s[P + BOX + (l >>> 8 & 0xff)])
                                + s[P + 2 * BOX + (l & 0xff)];
                r2 ^= s[REST + i]
                        ^ ((first[BOX + (l2 >>> 24)] + s[REST + P + (l2 >>> 16 & 0xff)])
                                        ^ s[REST + P + BOX + (l2 >>> 8 & 0xff)])
                                + s[REST + P + 2 * BOX + (l2 & 0xff)];
                r3 ^= s[2 * REST + i]
                        ^ ((first[2 * BOX + (l3 >>> 24)] + s[2 * REST + P + (l3 >>> 16 & 0xff)])
                                        ^ s[2 * REST + P + BOX + (l3 >>> 8 & 0xff)])
                                + s[2 * REST + P + 2 * BOX + (l3 & 0xff)];
                r4 ^= s[3 * REST + i]
                        ^ ((first[3 * BOX + (l4 >>> 24)] + s[3 * REST + P + (l4 >>> 16 & 0xff)])
                                        ^ s[3 * REST + P + BOX + (l4 >>> 8 & 0xff)])
                                + s[3 * REST + P + 2 * BOX + (l4 & 0xff)];
                r5 ^= s[4 * REST + i]
                        ^ ((first[4 * BOX + (l5 >>> 24)] + s[4 * REST + P + (l5 >>> 16 & 0xff)])
                                        ^ s[4 * REST + P + BOX + (l5 >>> 8 & 0xff)])
                                + s[4 * REST + P + 2 * BOX + (l5 & 0xff)];
                l ^= s[i + 1]
                        ^ ((first[(r >>> 24)] + s[P + (r >>> 16 & 0xff)]) ^ s[P + BOX + (r >>> 8 & 0xff)])
                                + s[P + 2 * BOX + (r & 0xff)];
                l2 ^= s[REST + i + 1]
                        ^ ((first[BOX + (r2 >>> 24)] + s[REST + P + (r2 >>> 16 & 0xff)])
                                        ^ s[REST + P + BOX + (r2 >>> 8 & 0xff)])
                                + s[REST + P + 2 * BOX + (r2 & 0xff)];
                l3 ^= s[2 * REST + i + 1]
                        ^ ((first[2 * BOX + (r3 >>> 24)] + s[2 * REST + P + (r3 >>> 16 & 0xff)])
                                        ^ s[2 * REST + P + BOX + (r3 >>> 8 & 0xff)])
                                + s[2 * REST + P + 2 * BOX + (r3 & 0xff)];
                l4 ^= s[3 * REST + i + 1]
                        ^ ((first[3 * BOX + (r4 >>> 24)] + s[3 * REST + P + (r4 >>> 16 & 0xff)])
                                        ^ s[3 * REST + P + BOX + (r4 >>> 8 & 0xff)])
                                + s[3 * REST + P + 2 * BOX + (r4 & 0xff)];
                l5 ^= s[4 * REST + i + 1]
                        ^ ((first[4 * BOX + (r5 >>> 24)] + s[4 * REST + P + (r5 >>> 16 & 0xff)])
                                        ^ s[4 * REST + P + BOX + (r5 >>> 8 & 0xff)])
                                + s[4 * REST + P + 2 * BOX + (r5 & 0xff)];
            }
            int swapped = r ^ s[P - 1];
            r = l;
            l = swapped;
            int swapped2 = r2 ^ s[REST + P - 1];
            r2 = l2;
            l2 = swapped2;
            int swapped3 = r3 ^ s[2 * REST + P - 1];
            r3 = l3;
            l3 = swapped3;
            int swapped4 = r4 ^ s[3 * REST + P - 1];
            r4 = l4;
            l4 = swapped4;
            int swapped5 = r5 ^ s[4 * REST + P - 1];
            r5 = l5;
            l5 = swapped5;
            int to = at - P;
            if (to >= 0 && to < BOX) {
                first[to] = l;
                first[to + 1] = r;
                first[BOX + to] = l2;
                first[BOX + to + 1] = r2;
                first[2 * BOX + to] = l3;
                first[2 * BOX + to + 1] = r3;
                first[3 * BOX + to] = l4;
                first[3 * BOX + to + 1] = r4;
                first[4 * BOX + to] = l5;
                first[4 * BOX + to + 1] = r5;
                continue;
            }
            to = at < P ? at : at - BOX;
            s[to] = l;
            s[to + 1] = r;
            s[REST + to] = l2;
            s[REST + to + 1] = r2;
            s[2 * REST + to] = l3;
            s[2 * REST + to + 1] = r3;
            s[3 * REST + to] = l4;
            s[3 * REST + to + 1] = r4;
            s[4 * REST + to] = l5;
            s[4 * REST + to + 1] = r5;
        }
        System.arraycopy(s, 0, rest, 0, LANES * REST);
    }
}
