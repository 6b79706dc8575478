package dev.watchword.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordTest {

    /** All of them have one {@link java.util.Arrays#hashCode(byte[])}; a hundred thousand such salts would take minutes to gather. */
    @Test
    void nobodyMakesSaltsOfOneHash() {
        Set<Integer> hashes = new HashSet<>();
        int words = 1 << 14;
        for (int word = 0; word < words; word++) {
            StringBuilder salt = new StringBuilder();
            for (int pair = 0; pair < 14; pair++) {
                salt.append((word >> pair & 1) == 0 ? "Aa" : "BB");
            }
            hashes.add(word(salt).hashCode());
            assertEquals(word(salt), word(salt));
            assertEquals(word(salt).hashCode(), word(salt).hashCode());
        }
        assertTrue(hashes.size() > words - 16, () -> hashes.size() + " of " + words);
    }

    private static Word word(CharSequence text) {
        return new Word(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
