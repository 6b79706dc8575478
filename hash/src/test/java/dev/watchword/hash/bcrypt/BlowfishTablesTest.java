package dev.watchword.hash.bcrypt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Words as listed in Schneier's paper and in OpenBSD's blf.c. */
class BlowfishTablesTest {

    @Test
    void pHoldsTheFirstBitsOfPi() {
        int[] expected = {
            0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89, 0x452821e6,
            0x38d01377, 0xbe5466cf, 0x34e90c6c, 0xc0ac29b7, 0xc97c50dd, 0x3f84d5b5, 0xb5470917, 0x9216d5d9, 0x8979fb1b
        };
        assertArrayEquals(expected, BlowfishTables.p());
    }

    @Test
    void boxesHoldTheBitsBehindThem() {
        int[] s = BlowfishTables.s();
        assertEquals(1024, s.length);
        assertEquals(0xd1310ba6, s[0]);
        assertEquals(0x98dfb5ac, s[1]);
        assertEquals(0xce77e25b, s[1021]);
        assertEquals(0x578fdfe3, s[1022]);
        assertEquals(0x3ac372e6, s[1023]);
    }

    @Test
    void copiesAreIndependent() {
        BlowfishTables.s()[0] = 0;
        BlowfishTables.p()[0] = 0;
        assertEquals(0xd1310ba6, BlowfishTables.s()[0]);
        assertEquals(0x243f6a88, BlowfishTables.p()[0]);
    }
}
