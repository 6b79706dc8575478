package dev.watchword.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FoundTextTest {

    @Test
    void readsUtf8() {
        assertEquals("\u738b", FoundText.decode("\u738b".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void keepsBytesThatAreNotUtf8() {
        assertEquals("b\u00f6b", FoundText.decode(new byte[] {'b', (byte) 0xf6, 'b'}));
    }

    @Test
    void quotesWhatCouldForgeALine() {
        assertEquals("a\\u000ab\\u001b[31m\\u202e\\u2028", FoundText.quoted("a\nb\u001b[31m\u202e\u2028"));
        assertEquals("\\ud83d\\ude00", FoundText.quoted("\ud83d\ude00"));
        assertEquals("\u738b", FoundText.quoted("\u738b"));
    }

    @Test
    void quotesNoMoreThanAGlance() {
        assertEquals("x".repeat(64) + "...", FoundText.quoted("x".repeat(65)));
    }

    @Property(tries = 300)
    void noControlCharacterPasses(@ForAll String any) {
        assertEquals(
                0, FoundText.quoted(any).chars().filter(Character::isISOControl).count());
    }
}
