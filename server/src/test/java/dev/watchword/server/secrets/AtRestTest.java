package dev.watchword.server.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AtRestTest {

    private static final byte[] VALUE = "made up secret".getBytes(StandardCharsets.UTF_8);

    private final AtRest atRest = new AtRest(key(1));

    @Test
    void opensWhatItSealed() {
        assertArrayEquals(VALUE, atRest.open("a/b/c", atRest.seal("a/b/c", VALUE)));
    }

    @Test
    void sealsTheSameValueDifferentlyEachTime() {
        assertFalse(Arrays.equals(atRest.seal("a", VALUE), atRest.seal("a", VALUE)));
    }

    @Test
    void refusesAValueThatWasMovedToAnotherPlace() {
        byte[] sealed = atRest.seal("row/1", VALUE);
        assertThrows(IllegalStateException.class, () -> atRest.open("row/2", sealed));
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] sealed = atRest.seal("row", VALUE);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(IllegalStateException.class, () -> atRest.open("row", changed));
        }
    }

    @Test
    void refusesAnotherKeyAndACutValue() {
        byte[] sealed = atRest.seal("row", VALUE);
        assertThrows(IllegalStateException.class, () -> new AtRest(key(2)).open("row", sealed));
        assertThrows(IllegalStateException.class, () -> atRest.open("row", Arrays.copyOf(sealed, 12)));
        assertThrows(IllegalStateException.class, () -> atRest.open("row", new byte[0]));
    }

    @Test
    void marksDependOnPurposeAndKey() {
        assertArrayEquals(atRest.mark("p", VALUE), atRest.mark("p", VALUE));
        assertFalse(Arrays.equals(atRest.mark("p", VALUE), atRest.mark("q", VALUE)));
        assertFalse(Arrays.equals(atRest.mark("p", VALUE), new AtRest(key(2)).mark("p", VALUE)));
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
