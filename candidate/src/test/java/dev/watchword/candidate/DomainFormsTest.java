package dev.watchword.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainFormsTest {

    @ParameterizedTest
    @CsvSource({
        "www.example.com, example",
        "mail.bank.co.uk, bank",
        "db1.internal.acme-shop.org, acme-shop",
        "example.com, example",
        "web1, ''",
        "10.1.2.3, ''",
        "registry.example.com/shop/app:1.2, ''",
        "'', ''",
        "., ''",
        "..., ''"
    })
    void findsTheLabelThatSaysWhoseTheHostIs(String host, String label) {
        assertEquals(label, DomainForms.label(host));
    }

    @Test
    void anAccountOfAHostWithADomainGetsWhatBotsMakeOfIt() {
        List<String> words = words("www.example.com").limit(60_000).toList();
        for (String word : List.of(
                "Example2026",
                "Example@2025",
                "example!1234",
                "Example2026!",
                "2025!Example",
                "#1example",
                "admin@example",
                "Example#2024",
                "example!admin",
                "Example2024@")) {
            assertTrue(words.contains(word), word);
        }
    }

    @Test
    void aHostWithoutADomainGetsNone() {
        assertFalse(words("example").toList().contains("2025!Example"));
    }

    private static Stream<String> words(String host) {
        Hints hints = new Hints("root", "", "root", host, List.of(), List.of());
        return new Derivation().derive(hints, 2026).stream().map(word -> new String(word.word(), UTF_8));
    }
}
