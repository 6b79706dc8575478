package dev.watchword.hashvector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class Sha2LanesTest {

    /** The first and last constants as FIPS 180-4 lists them (4.2.2, 4.2.3, 5.3.3, 5.3.5). */
    @Test
    void computesTheConstantsOfTheStandard() {
        assertEquals(0x428a2f98d728ae22L, Sha2Constants.rounds512()[0]);
        assertEquals(0x6c44198c4a475817L, Sha2Constants.rounds512()[79]);
        assertEquals(0xc67178f2, Sha2Constants.rounds256()[63]);
        assertEquals(0x5be0cd19137e2179L, Sha2Constants.start512()[7]);
        assertEquals(0x6a09e667, Sha2Constants.start256()[0]);
    }

    @Test
    void compressesADifferentBlockInEachLaneOfSha512() throws Exception {
        int lanes = Sha512Lanes.LANES;
        long[] state = new long[8 * lanes];
        long[] w = new long[Sha512Lanes.SCHEDULE];
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < 8; i++) {
                state[i * lanes + lane] = Sha2Constants.start512()[i];
            }
            w[lane] = (long) ('a' + lane) << 56 | 0x80L << 48;
            w[15 * lanes + lane] = 8;
        }
        Sha512Lanes.compress(state, state, w);
        for (int lane = 0; lane < lanes; lane++) {
            byte[] expected = MessageDigest.getInstance("SHA-512").digest(new byte[] {(byte) ('a' + lane)});
            for (int i = 0; i < 8; i++) {
                assertEquals(
                        java.nio.ByteBuffer.wrap(expected).getLong(8 * i), state[i * lanes + lane], "lane " + lane);
            }
        }
    }

    @Test
    void compressesADifferentBlockInEachLaneOfSha256() throws Exception {
        int lanes = Sha256Lanes.LANES;
        int[] state = new int[8 * lanes];
        int[] w = new int[Sha256Lanes.SCHEDULE];
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < 8; i++) {
                state[i * lanes + lane] = Sha2Constants.start256()[i];
            }
            w[lane] = ('A' + lane) << 24 | 0x80 << 16;
            w[15 * lanes + lane] = 8;
        }
        Sha256Lanes.compress(state, state, w);
        for (int lane = 0; lane < lanes; lane++) {
            byte[] expected = MessageDigest.getInstance("SHA-256")
                    .digest(Character.toString('A' + lane).getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 8; i++) {
                assertEquals(java.nio.ByteBuffer.wrap(expected).getInt(4 * i), state[i * lanes + lane], "lane " + lane);
            }
        }
    }
}
