package dev.watchword.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FoldedTest {

    @Test
    void ignoresCaseAndComposition() {
        assertEquals(Folded.of("É"), Folded.of("e\u0301"));
        assertEquals("web-01", Folded.of("WEB-01"));
        assertEquals("i\u0307", Folded.of("\u0130"));
    }

    @Test
    void replacesControlCharacters() {
        assertEquals("a\uFFFDb", Folded.of("a\nb"));
    }

    @Test
    void keepsWildcardsOfSql() {
        assertEquals("50%_x", Folded.of("50%_X"));
    }
}
