package dev.watchword.server.imagescans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.protocol.ImagePattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePatternTest {

    @ParameterizedTest
    @CsvSource({
        "*:*, web:1, true",
        "*:*, shop/web:1, false",
        "**:*, shop/a/web:1, true",
        "shop/*:1.*, shop/web:1.0, true",
        "shop/*:1.*, shop/a/web:1.0, false",
        "shop/*:1.*, shop/web:2.0, false",
        "shop/*, shop/web:latest, true",
        "shop/*, shop/web:1, false",
        "**/*web*:*1*, a/b/xweby:v1, true",
        "w*b:1, wb:1, true",
        "w*b:1, wbx:1, false",
        "a.b*:1, axb:1, false",
    })
    void matches(String pattern, String image, boolean expected) {
        assertEquals(expected, ImagePattern.parse(pattern).orElseThrow().matches(image));
    }

    @Test
    void manyStarsCostNoTime() {
        ImagePattern pattern = ImagePattern.parse("*a".repeat(120) + "b:*").orElseThrow();
        ImageName image = ImageName.parse("a".repeat(190) + ":1").orElseThrow();
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertFalse(pattern.matches(image.text())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Web", "web:", "web:a b", "/web", "web/", "a//b", "web@sha256:1", "r.io:5000/web:1", "../x"})
    void refusesWhatIsNoName(String text) {
        assertEquals(Optional.empty(), ImageName.parse(text));
    }

    @Test
    void readsNames() {
        ImageName whole =
                ImageName.parse("a/b/web:1.0@sha256:" + "0".repeat(64)).orElseThrow();
        assertEquals(List.of("a/b", "web", "1.0"), List.of(whole.namespace(), whole.name(), whole.tag()));
        assertEquals("web:latest", ImageName.parse("web").orElseThrow().text());
        assertTrue(ImagePattern.parse("web:1").isEmpty(), "a name is no pattern");
        assertTrue(ImagePattern.parse("we b*").isEmpty());
    }
}
