package dev.watchword.hash.sunmd5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SunMd5SchemeTest extends HashSchemeContract {

    private static final String REST = "$salt$$QRgk4P1QREQZkHP3tnG7a.";

    @Override
    protected HashScheme scheme() {
        return new SunMd5Scheme();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0904", "+904", "-1", " 904", "9x", "4294967296", "99999999999999999999999"})
    void refusesRoundsThatCryptRefuses(String rounds) {
        assertInstanceOf(
                Parsed.Malformed.class,
                scheme().parse(EncodedHash.of(SunMd5Scheme.ID, "$md5,rounds=" + rounds + REST)));
    }

    @Test
    void mostRoundsAreSaidInTheCost() {
        assertEquals(new SunMd5Settings(0xffff_ffffL), settings("4294963199"));
        assertEquals(5583, read(rounds("4294963199")).cost().nanos() / 1e9, 1);
    }

    /** As libxcrypt counts in 32 bits. */
    @Test
    void roundsBeyondThirtyTwoBitsStartAgain() {
        assertEquals(new SunMd5Settings(0), settings("4294963200"));
        assertEquals(new SunMd5Settings(4095), settings("4294967295"));
    }

    private Object settings(String rounds) {
        return read(rounds(rounds)).settings();
    }

    private static EncodedHash rounds(String rounds) {
        return EncodedHash.of(SunMd5Scheme.ID, "$md5,rounds=" + rounds + REST);
    }
}
