package dev.watchword.account.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The expected words are what Redis 7.0.15 makes of the same lines (sdssplitargs). */
class WordsTest {

    @Test
    void cutsAtBlanksAndQuotes() {
        assertEquals(Optional.of(List.of("requirepass", "pa ss\"1")), Words.of("requirepass \"pa ss\\\"1\""));
        assertEquals(Optional.of(List.of("a", "b c")), Words.of("a\t'b c'"));
        assertEquals(Optional.of(List.of("\u0001")), Words.of("\"\\x01\""));
    }

    @Test
    void aVerticalTabBelongsToTheWordItFollows() {
        assertEquals(Optional.of(List.of("requirepass", "dragon\u000b")), Words.of("requirepass dragon\u000b"));
        assertEquals("dragon\u000b", Words.trimmed(" \tdragon\u000b\r\n"));
    }

    @Test
    void refusesWhatTheServerRefuses() {
        assertEquals(Optional.empty(), Words.of("requirepass \"open"));
        assertEquals(Optional.empty(), Words.of("requirepass \"a\"b"));
    }
}
