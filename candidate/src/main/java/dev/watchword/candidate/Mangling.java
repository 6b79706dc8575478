package dev.watchword.candidate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The changes that an operator's own words are tried with: case, look-alikes, and the tails that please a rule. A word
 * that is not UTF-8 is changed byte by byte. The same words give the same result in the same order.
 */
public final class Mangling {

    private static final List<String> TAILS = List.of(
            "1",
            "123",
            "!",
            "12",
            "1234",
            "123456",
            "@123",
            "2",
            "12345",
            "1!",
            "123!",
            ".",
            "@",
            "#",
            "01",
            "@1234",
            "!@#",
            "321",
            "@123456",
            "_123",
            "#123",
            "888",
            "666",
            "12345678",
            "123456789");

    private static final List<Rule> RULES = rules();

    private Mangling() {}

    /** The rules in the order of their yield. */
    public static List<Rule> ruleSet() {
        return RULES;
    }

    /** What is made of one word, likeliest first, without the word itself; each fits a {@link Candidates} batch. */
    public static List<byte[]> of(byte[] word) {
        Charset charset = charset(word);
        String text = new String(word, charset);
        Set<String> made = new LinkedHashSet<>();
        for (Rule rule : RULES) {
            made.add(rule.apply(text));
        }
        made.remove(text);
        List<byte[]> words = new ArrayList<>(made.size());
        for (String change : made) {
            byte[] bytes = change.getBytes(charset);
            if (bytes.length <= Candidates.MAX_BYTES) {
                words.add(bytes);
            }
        }
        return words;
    }

    /**
     * A list of the words as they are, then each of them by the first rule, by the second, and so on, until the limit's
     * number of words is reached.
     */
    public static Wordlist list(Wordlist words, WordlistLimits limits) {
        PackedWords all = new PackedWords(Math.max(16, words.size()));
        for (int i = 0; i < words.size() && all.size() < limits.maxWords(); i++) {
            add(all, words.word(i));
        }
        for (Rule rule : RULES) {
            for (int i = 0; i < words.size() && all.size() < limits.maxWords(); i++) {
                byte[] word = words.word(i);
                Charset charset = charset(word);
                add(all, rule.apply(new String(word, charset)).getBytes(charset));
            }
        }
        return Wordlist.of(all.trim(), Origin.CUSTOM);
    }

    private static void add(PackedWords all, byte[] word) {
        if (word.length <= Candidates.MAX_BYTES) {
            all.add(word, 0, word.length);
        }
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(List.of(Rule.CAPITAL, Rule.LOWER));
        for (String tail : TAILS) {
            rules.add(Rule.append(tail));
            rules.add(Rule.CAPITAL.then(Rule.append(tail)));
        }
        rules.addAll(List.of(
                Rule.UPPER,
                Rule.REVERSED,
                Rule.DOUBLED,
                Rule.LIGHT_LEET,
                Rule.LIGHT_LEET.then(Rule.CAPITAL),
                Rule.LEET,
                Rule.LEET.then(Rule.CAPITAL),
                Rule.prepend("123"),
                Rule.prepend("1")));
        return List.copyOf(rules);
    }

    /** UTF-8 where it is; else Latin 1, which takes any byte and gives it back. */
    private static Charset charset(byte[] word) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(word));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }
}
