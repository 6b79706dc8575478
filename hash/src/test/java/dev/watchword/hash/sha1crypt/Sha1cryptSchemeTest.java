package dev.watchword.hash.sha1crypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha1cryptSchemeTest extends HashSchemeContract {

    private static final String REST = "$salt$KawFc1Cnu0Dwfnt.sM8On6GS5Vvy";

    @Override
    protected HashScheme scheme() {
        return new Sha1cryptScheme();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "00", "010", "+10", "-1", " 10", "0x10", "10x", "4294967296", "99999999999999999999999"})
    void refusesIterationsThatAreNeverPrinted(String iterations) {
        assertInstanceOf(
                Parsed.Malformed.class,
                scheme().parse(EncodedHash.of(Sha1cryptScheme.ID, "$sha1$" + iterations + REST)));
    }

    @Test
    void mostIterationsAreReadAtOnceAndSaidInTheCost() {
        assertEquals(
                1159.6,
                read(EncodedHash.of(Sha1cryptScheme.ID, "$sha1$4294967295" + REST))
                                .cost()
                                .nanos()
                        / 1e9,
                0.1);
    }

    @Test
    void refusesALastGroupWithoutTheFirstByte() {
        assertInstanceOf(
                Parsed.Malformed.class,
                scheme().parse(EncodedHash.of(Sha1cryptScheme.ID, "$sha1$10$salt$KawFc1Cnu0Dwfnt.sM8On6GS6Vvy")));
    }
}
