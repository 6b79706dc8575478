package dev.watchword.hash.phpass;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import org.junit.jupiter.api.Test;

class PhpassSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new PhpassScheme();
    }

    @Override
    protected int rigidFrom(EncodedHash hash) {
        return 12;
    }

    @Test
    void turnsAreReadFromTheirDigit() {
        assertRefused("4");
        assertRefused("T");
        assertRefused("!");
        assertTrue(read(of("S")).cost().nanos() > 1e11, "minutes");
    }

    private void assertRefused(String log2) {
        assertInstanceOf(Parsed.Malformed.class, scheme().parse(of(log2)));
    }

    private static EncodedHash of(String log2) {
        return EncodedHash.of(PhpassScheme.ID, "$P$" + log2 + "saltsaltv/ENiBC1aGN2F.MDwJOSI0");
    }
}
