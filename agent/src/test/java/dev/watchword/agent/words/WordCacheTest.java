package dev.watchword.agent.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.protocol.WordList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordCacheTest {

    private static final String CANARY = "Canary-made-up-4711";

    private final MemoryDisk disk = new MemoryDisk();
    private final byte[] key = new byte[32];

    @Test
    void appliesDifferencesInOrder() throws IOException {
        WordCache cache = WordCache.open(disk, key);
        assertTrue(cache.take(new WordList("g:1", "", List.of("a", "b", "c"), List.of())));
        assertTrue(cache.take(new WordList("g:2", "g:1", List.of("d"), List.of("b"))));
        assertEquals(List.of("a", "c", "d"), cache.words());
        assertEquals("g:2", WordCache.open(disk, key).version());
        assertEquals(List.of("a", "c", "d"), WordCache.open(disk, key).words());
    }

    @Test
    void refusesADifferenceToSomethingElse() throws IOException {
        WordCache cache = WordCache.open(disk, key);
        cache.take(new WordList("g:1", "", List.of("a"), List.of()));
        assertFalse(cache.take(new WordList("g:3", "g:2", List.of("d"), List.of())));
        assertEquals("g:1", cache.version());
        assertEquals(List.of("a"), cache.words());
    }

    @Test
    void leavesNoWordInClearOnTheDiskOrInText() throws IOException {
        WordCache cache = WordCache.open(disk, key);
        cache.take(new WordList("g:1", "", List.of(CANARY), List.of()));
        for (String name : disk.list("")) {
            String content = new String(disk.read(name).orElseThrow(), StandardCharsets.ISO_8859_1);
            assertFalse(content.contains(CANARY), name);
        }
        assertFalse(cache.toString().contains(CANARY));
    }

    @Test
    void beginsAnewWithAnotherKeyOrAChangedFile() throws IOException {
        WordCache.open(disk, key).take(new WordList("g:1", "", List.of("a"), List.of()));
        byte[] other = new byte[32];
        other[0] = 1;
        assertEquals("", WordCache.open(disk, other).version());
        byte[] file = disk.read("words").orElseThrow();
        file[20] ^= 1;
        disk.write("words", file);
        assertEquals("", WordCache.open(disk, key).version());
    }
}
