package dev.watchword.hash.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.shacrypt.ShacryptDigest;
import dev.watchword.hash.shacrypt.ShacryptSettings;
import org.junit.jupiter.api.Test;

class CachingSha2SchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return MysqlSha2Scheme.CACHING_SHA2;
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return true;
    }

    /** Behind the salt, of which any byte but NUL and $ is legal. */
    @Override
    protected int rigidFrom(EncodedHash hash) {
        return 27;
    }

    @Test
    void readsRoundsInThousandsAsHexDigits() {
        assertEquals(new ShacryptSettings(ShacryptDigest.SHA256, 10_000), settings("00A"));
        assertEquals(new ShacryptSettings(ShacryptDigest.SHA256, 10_000), settings("00a"));
        assertEquals(new ShacryptSettings(ShacryptDigest.SHA256, 4_095_000), settings("FFF"));
    }

    @Test
    void refusesNoRoundsAndTheServersMarker() {
        assertRefused(text("000"));
        assertRefused("$A$005$THISISACOMBINATIONOFINVALIDSALTANDPASSWORDTHATMUSTNEVERBRBEUSED");
        assertRefused(text("005").replace("A$005$A", "A$005$$"));
    }

    private void assertRefused(String text) {
        assertInstanceOf(Parsed.Malformed.class, scheme().parse(EncodedHash.of(scheme().id(), text)));
    }

    private Object settings(String rounds) {
        return read(EncodedHash.of(scheme().id(), text(rounds))).settings();
    }

    private static String text(String rounds) {
        return "$A$" + rounds + "$ABCDEFGHIJKLMNOPQRSTDcU0g5L1bwvNCqoP9d.vE7DsfGADkeYPKunKhYHKjoD";
    }
}
