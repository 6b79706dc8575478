package dev.watchword.candidate;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.watchword.candidate.WordlistReading.Read;
import dev.watchword.candidate.WordlistReading.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;

class WordlistParseFuzzTest {

    /** Whatever the file holds, each word read is one that a prompt takes and is found again, and no line is lost. */
    @FuzzTest
    void readsAnyBytes(byte[] file) throws IOException {
        WordlistLimits limits = new WordlistLimits(1_000, 100_000);
        switch (Wordlist.parse(new ByteArrayInputStream(file), limits)) {
            case Read read -> check(read, file);
            case Refused refused -> require(file.length > 1_000, "refused a small file: " + refused.exceeded());
        }
    }

    private static void check(Read read, byte[] file) {
        Wordlist words = read.words();
        for (int i = 0; i < words.size(); i++) {
            byte[] word = words.word(i);
            require(word.length > 0 && word.length <= Candidates.MAX_BYTES, "length");
            require(words.indexOf(word) == i, "place");
            for (byte b : word) {
                require(b != 0 && b != '\n' && b != '\r', "what no password holds");
            }
        }
        long lines = 1;
        for (byte b : file) {
            lines += b == '\n' ? 1 : 0;
        }
        require(words.size() + read.duplicates() + read.skipped().lines() <= lines, "more words than lines");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
