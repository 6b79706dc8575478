package dev.watchword.audit;

import dev.watchword.candidate.Wordlist;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** The built-in words that are no new guess for a scheme that reads only the first bytes of a password. */
final class RedundantWords {

    private final Wordlist wordlist;
    private final BitSet redundant;

    private RedundantWords(Wordlist wordlist, BitSet redundant) {
        this.wordlist = wordlist;
        this.redundant = redundant;
    }

    static RedundantWords of(Wordlist wordlist, int significantBytes) {
        BitSet redundant = new BitSet();
        Set<Word> seen = new HashSet<>();
        for (int i = 0; i < wordlist.size(); i++) {
            byte[] word = wordlist.word(i);
            byte[] read = word.length > significantBytes ? Arrays.copyOf(word, significantBytes) : word;
            if (read.length == significantBytes && !seen.add(new Word(read))) {
                redundant.set(i);
            }
        }
        return new RedundantWords(wordlist, redundant);
    }

    boolean contains(byte[] word) {
        int index = wordlist.indexOf(word);
        return index >= 0 && redundant.get(index);
    }
}
