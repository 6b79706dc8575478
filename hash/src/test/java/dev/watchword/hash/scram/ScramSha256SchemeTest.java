package dev.watchword.hash.scram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScramSha256SchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return ScramScheme.SHA256;
    }

    @Override
    protected int rigidFrom(EncodedHash hash) {
        return hash.latin1().lastIndexOf('$');
    }

    /** The first example of RFC 4013, and one of PostgreSQL's: a password with a soft hyphen, or with a Roman numeral. */
    @Test
    void preparesPasswords() {
        assertPrepared("I\u00adX", "IX");
        assertPrepared("\u2168", "IX");
        assertPrepared("a\u00a0b", "a b");
        assertPrepared("a\u200bb", "a b");
    }

    /** What SASLprep refuses is taken as typed: a control char beside one that would change, and no UTF-8. */
    @Test
    void takesWhatCannotBePreparedAsTyped() {
        byte[] control = "\u2168\u0007".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(control, Prepared.of(control));
        byte[] latin1 = "\u00aa".getBytes(StandardCharsets.ISO_8859_1);
        assertArrayEquals(latin1, Prepared.of(latin1));
        byte[] nothing = "\u00ad".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(nothing, Prepared.of(nothing));
    }

    @Test
    void refusesTextsThatPostgresqlRefuses() {
        String rest = ":W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
        for (String iterations : new String[] {"0", "", "-1", "04096", "2147483648", "99999999999"}) {
            EncodedHash hash = EncodedHash.of(scheme().id(), "SCRAM-SHA-256$" + iterations + rest);
            assertInstanceOf(Parsed.Malformed.class, scheme().parse(hash), iterations);
        }
    }

    private static void assertPrepared(String typed, String prepared) {
        assertEquals(prepared, new String(Prepared.of(typed.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
    }
}
