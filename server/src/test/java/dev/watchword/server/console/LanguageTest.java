package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void isWhatTheBrowserPrefersOfThoseThatThereAre() {
        assertEquals(Language.CHINESE, Language.preferred(Optional.of("fr, zh-CN;q=0.8, en;q=0.5")));
        assertEquals(Language.ENGLISH, Language.preferred(Optional.of("en-GB, zh")));
        assertEquals(Language.ENGLISH, Language.preferred(Optional.of("zh;q=0, fr")));
        assertEquals(Language.ENGLISH, Language.preferred(Optional.of("*;;")));
        assertEquals(Language.ENGLISH, Language.preferred(Optional.empty()));
    }

    /** Reading 60 kB of it took half a second of a processor, for anybody who asked. */
    @Test
    void aHeaderThatNoBrowserSendsIsNotRead() {
        String ranges = "zh" + ",aa".repeat(84);
        assertEquals(Language.CHINESE, Language.preferred(Optional.of(ranges)));
        assertEquals(Language.ENGLISH, Language.preferred(Optional.of(ranges + ",aaa")));
    }
}
