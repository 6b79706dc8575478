package dev.watchword.hash.digest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestVariantTest {

    @Test
    void readsAlgorithmAndCharset() {
        assertEquals(Optional.of(DigestVariant.of("SHA-1")), DigestVariant.parse("sha"));
        assertEquals(
                Optional.of(new DigestVariant("MD5", StandardCharsets.ISO_8859_1)), DigestVariant.parse("md5;latin1"));
    }

    @Test
    void isEmptyForWhatTheJdkLacks() {
        for (String variant :
                new String[] {"", ";", "SHA-257", "MD5;", "MD5;no such", "MD5;klingon", "x".repeat(1 << 20)}) {
            assertTrue(DigestVariant.parse(variant).isEmpty());
        }
    }

    @Test
    void turnsWhatTheCharsetLacksIntoAQuestionMark() {
        byte[] typed = "\u00e9\u20ac".getBytes(StandardCharsets.UTF_8);
        DigestVariant latin = DigestVariant.parse("MD5;ISO-8859-1").orElseThrow();
        assertArrayEquals(new byte[] {(byte) 0xe9, '?'}, latin.encoded(typed));
    }
}
