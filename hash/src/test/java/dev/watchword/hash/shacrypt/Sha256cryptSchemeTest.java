package dev.watchword.hash.shacrypt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.StoredHash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256cryptSchemeTest extends HashSchemeContract {

    private static final String DIGEST = "5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5";

    @Override
    protected HashScheme scheme() {
        return ShacryptScheme.SHA256CRYPT;
    }

    @Test
    void readsTheHighestRoundsWithoutWorking() {
        StoredHash hash = read(of("$5$rounds=999999999$salt$" + DIGEST));
        assertEquals(new ShacryptSettings(ShacryptDigest.SHA256, 999_999_999), hash.settings());
        assertTrue(hash.cost().nanos() > 1e11, "minutes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "999",
                "1000000000",
                "4294967296",
                "18446744073709552616",
                "05000",
                "+5000",
                "-5000",
                " 5000",
                "0x400",
                "5000x",
                ""
            })
    void refusesRoundsThatCryptRefuses(String rounds) {
        assertRefused("$5$rounds=" + rounds + "$salt$" + DIGEST);
    }

    @Test
    void readsDefaultRoundsSpelledOrNot() {
        assertEquals(
                read(of("$5$salt$" + DIGEST)).settings(),
                read(of("$5$rounds=5000$salt$" + DIGEST)).settings());
    }

    @Test
    void takesALabelWithoutNumberAsSalt() {
        assertEquals(6, read(of("$5$rounds$" + DIGEST)).salt().length);
    }

    @Test
    void refusesALongerSaltThanCryptPrints() {
        assertEquals(16, read(of("$5$0123456789abcdef$" + DIGEST)).salt().length);
        assertRefused("$5$0123456789abcdefg$" + DIGEST);
    }

    @ParameterizedTest
    @CsvSource({
        "we have a short salt string but not a short password, 77777, short,"
                + "JiO1O3ZpDAxGJeaDIuqCoEFysAe1mZNJRs3pw0KQRd/",
        "the minimum number is still observed, 1000, roundstoolow," + "yfvwcWrQ8l/K0DAWyuPMDNHpIVlTQebY9l/gL972bIC",
        "a short string, 123456, asaltof16chars.., gP3VQ/6X7UUEW3HkBn2w1/Ptq2jxPyzV/cZKmF/wJvD"
    })
    void verifiesTheOtherAnswersOfTheSpecification(String password, int rounds, String salt, String digest) {
        assertTrue(verifies(of("$5$rounds=" + rounds + "$" + salt + "$" + digest), bytes(password)));
    }

    /** MySQL's caching_sha2_password is this function with twenty bytes of salt; hashcat, example hashes, mode 7401. */
    @Test
    void digestsWithSaltsLongerThanCryptHas() {
        byte[] salt = HexFormat.of().parseHex("4a2b54796f055350085a1c171855424b464c7069");
        ShacryptSettings settings = new ShacryptSettings(ShacryptDigest.SHA256, 5_000);
        Pairs pairs = new Pairs(settings, 1);
        pairs.add(salt, bytes("hashcat"));
        byte[] digest = new byte[settings.digestBytes()];
        try (ShacryptKernel kernel = new ShacryptKernel()) {
            kernel.digest(pairs, digest);
        }
        assertArrayEquals(
                ShacryptDigest.SHA256
                        .printed()
                        .read("LcdkMJDtslD/yOmwbfJy9MXkxqSkF5gnaWxOUrw4Xd8")
                        .orElseThrow(),
                digest);
    }

    private void assertRefused(String text) {
        assertInstanceOf(Parsed.Malformed.class, scheme().parse(of(text)));
    }

    private EncodedHash of(String text) {
        return EncodedHash.of(scheme().id(), text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
