package dev.watchword.hash.descrypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import org.junit.jupiter.api.Test;

class BsdicryptSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new BsdicryptScheme();
    }

    @Test
    void mostRoundsAreReadAtOnceAndSaidInTheCost() {
        EncodedHash hash = EncodedHash.of(BsdicryptScheme.ID, "_zzzzrasm...........");
        assertEquals(new BsdicryptSettings(16_777_215), read(hash).settings());
        assertEquals(2.5166, read(hash).cost().nanos() / 1e9, 1e-3);
    }

    @Test
    void claimsByMarkAndLength() {
        assertFalse(scheme().claims("_J9..rasmBYk8r9AiWNcc"));
        assertFalse(scheme().claims("J9..rasmBYk8r9AiWNcc"));
    }
}
