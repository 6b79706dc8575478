package dev.watchword.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BuiltInWordlistTest {

    private final Wordlist words = Wordlist.builtIn();

    @Test
    void namesTheVersionThatIsCheckedIn() {
        assertEquals("200000-a526c6215dd3017b", words.version());
    }

    @Test
    void versionIsTheDigestOfTheLinesInTheFile() throws Exception {
        try (InputStream packed = Wordlist.class.getResourceAsStream("words.gz")) {
            assertNotNull(packed);
            byte[] text = new GZIPInputStream(packed).readAllBytes();
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            int head = words.version().length() + 2;
            sha256.update(text, head, text.length - head);
            assertEquals(
                    words.words().count() + "-" + HexFormat.of().formatHex(sha256.digest(), 0, 8), words.version());
        }
    }

    @Test
    void holdsNoWordTwiceAndFindsEachAtItsPlace() {
        assertTrue(words.size() >= 100_000, "size " + words.size());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            byte[] word = words.word(i);
            assertTrue(seen.add(new String(word, UTF_8)), "repeated at " + i);
            assertEquals(i, words.indexOf(word));
            assertEquals(word.length, words.length(i));
        }
    }

    @Test
    void holdsOnlyPrintableAscii() {
        for (int i = 0; i < words.size(); i++) {
            byte[] word = words.word(i);
            assertTrue(word.length >= 1 && word.length <= 40, "length at " + i);
            for (byte b : word) {
                assertTrue(b > 0x20 && b < 0x7f, "byte at " + i);
            }
        }
    }

    @Test
    void beginsWithWhatLoginsMeetMost() {
        assertEquals("123456", new String(words.word(0), UTF_8));
        for (String word : List.of("admin", "password", "root", "1234", "123456789", "test", "admin123", "qwerty")) {
            assertAmongFirst(100, word);
        }
        for (String word : List.of(
                "1qaz@WSX",
                "!QAZ2wsx",
                "P@ssw0rd",
                "Admin@123",
                "Huawei@123",
                "oracle",
                "postgres",
                "toor",
                "raspberry",
                "Aa123456",
                "345gs5662d34",
                "LeitboGi0ro",
                "solana",
                "orangepi")) {
            assertAmongFirst(1_000, word);
        }
        for (String word : List.of(
                "s3cret",
                "foobared",
                "redis",
                "Welcome@123",
                "Password123!",
                "Huawei12#$",
                "Abcd@1234",
                "Aa123456.",
                "Zte521",
                "xc3511",
                "hadoop1234567",
                "postgres123456789",
                "5555555",
                "solana123",
                "gitlab-runner")) {
            assertAmongFirst(5_000, word);
        }
        for (String word : List.of(
                "Rahul@123",
                "reza123",
                "Zyl123456",
                "Wangsu@2017",
                "Qq123123.",
                "Root2024@#",
                "qazwsx8888!!",
                "QQxx112233",
                "XYZZ#8VCPU32GBAMD",
                "Ctyun@2025",
                "123456Aa@",
                "firedancer",
                "!@#123qwe",
                "!@#$qwerASDF",
                "19850722",
                "contador")) {
            assertAmongFirst(100_000, word);
        }
    }

    @Test
    void saysWhyAWordIsWeak() {
        assertEquals(Origin.COMMON, origin("123456"));
        assertEquals(Origin.COMMON, origin("admin"));
        assertEquals(Origin.COMMON, origin("keycloak"));
        assertEquals(Origin.PRODUCT_DEFAULT, origin("foobared"));
        assertEquals(Origin.PRODUCT_DEFAULT, origin("Huawei12#$"));
        assertEquals(Origin.DERIVED, origin("redis123456"));
    }

    @Test
    void answersMinusOneForAWordItDoesNotHold() {
        assertEquals(-1, words.indexOf(new byte[0]));
        assertEquals(-1, words.indexOf("correct horse battery staple".getBytes(UTF_8)));
    }

    @Test
    void handsOutCopies() {
        byte[] first = words.word(0);
        Arrays.fill(first, (byte) 0);
        assertEquals("123456", new String(words.word(0), UTF_8));
    }

    @Test
    void isReadOnce() {
        assertSame(Wordlist.builtIn(), words);
    }

    private Origin origin(String word) {
        return words.origin(words.indexOf(word.getBytes(UTF_8)));
    }

    private void assertAmongFirst(int count, String word) {
        int place = words.indexOf(word.getBytes(UTF_8));
        assertTrue(place >= 0 && place < count, word + " at " + place);
    }
}
