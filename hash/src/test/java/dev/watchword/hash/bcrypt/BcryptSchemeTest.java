package dev.watchword.hash.bcrypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BcryptSchemeTest extends HashSchemeContract {

    private static final String SALT = "CCCCCCCCCCCCCCCCCCCCC.";
    private static final String DIGEST = "HUGMkYg/D62b6u9NLipbVs29nwbUZoq";

    @Override
    protected HashScheme scheme() {
        return new BcryptScheme();
    }

    @Override
    protected boolean mixesUpPasswords(EncodedHash hash) {
        return hash.latin1().startsWith("$2x$");
    }

    @Test
    void readsTheHighestCostWithoutWorking() {
        StoredHash hash = read(of("$2b$31$" + SALT + DIGEST));
        assertTrue(hash.cost().nanos() > 1e14, "more than a day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "03", "32", "99", "4$", "$4", " 4", "+5", "0a", "a4"})
    void refusesACostThatCryptRefuses(String cost) {
        assertRefused("$2b$" + cost + "$" + SALT + DIGEST);
    }

    @Test
    void refusesBitsThatCryptNeverPrints() {
        assertRefused("$2b$05$" + SALT.substring(0, 21) + "/" + DIGEST);
        assertRefused("$2b$05$" + SALT + DIGEST.substring(0, 30) + "p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2$05$", "$2c$05$", "$2z$05$", "$2B$05$", "$2b-05$", "$2b$05-"})
    void refusesOtherMarks(String mark) {
        assertRefused(mark + SALT + DIGEST);
    }

    @Test
    void batchesTheTwoRevisionsThatAreOne() {
        Settings b = read(of("$2b$05$" + SALT + DIGEST)).settings();
        assertEquals(b, read(of("$2y$05$" + SALT + DIGEST)).settings());
        assertNotEquals(b, read(of("$2a$05$" + SALT + DIGEST)).settings());
        assertNotEquals(b, read(of("$2x$05$" + SALT + DIGEST)).settings());
        assertNotEquals(b, read(of("$2b$06$" + SALT + DIGEST)).settings());
    }

    private void assertRefused(String text) {
        assertInstanceOf(Parsed.Malformed.class, scheme().parse(of(text)));
    }

    private static EncodedHash of(String text) {
        return EncodedHash.of(BcryptScheme.ID, text);
    }
}
