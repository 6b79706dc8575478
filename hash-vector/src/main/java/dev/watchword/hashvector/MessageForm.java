package dev.watchword.hashvector;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Pairs;

/** Which bytes a digest is taken of. */
enum MessageForm {

    /** The password, and the salt behind it. */
    WORD_SALT,

    /** The salt, and the password behind it. */
    SALT_WORD,

    /** The password, each byte a UTF-16 unit of its own, lower byte first. The salt is not looked at. */
    WIDENED_BYTES,

    /** The password as {@link #WIDENED_BYTES} when it is ASCII; another one is for the scalar kernel, which knows the encoding. */
    WIDENED_ASCII;

    /** The message's length in bytes, or more than any block when the pair is for the scalar kernel. */
    int length(Pairs pairs, int pair) {
        int word = pairs.words().length(pair);
        return switch (this) {
            case WORD_SALT, SALT_WORD -> word + pairs.salt(pair).length;
            case WIDENED_BYTES -> 2 * word;
            case WIDENED_ASCII -> isAscii(pairs.words(), pair) ? 2 * word : Integer.MAX_VALUE;
        };
    }

    /** Writes the message. */
    void write(Pairs pairs, int pair, byte[] to) {
        Candidates words = pairs.words();
        int offset = words.offset(pair);
        int length = words.length(pair);
        byte[] salt = pairs.salt(pair);
        switch (this) {
            case WORD_SALT -> {
                System.arraycopy(words.bytes(), offset, to, 0, length);
                System.arraycopy(salt, 0, to, length, salt.length);
            }
            case SALT_WORD -> {
                System.arraycopy(salt, 0, to, 0, salt.length);
                System.arraycopy(words.bytes(), offset, to, salt.length, length);
            }
            case WIDENED_BYTES, WIDENED_ASCII -> {
                for (int i = 0; i < length; i++) {
                    to[2 * i] = words.bytes()[offset + i];
                    to[2 * i + 1] = 0;
                }
            }
        }
    }

    private static boolean isAscii(Candidates words, int pair) {
        int all = 0;
        for (int i = words.offset(pair); i < words.offset(pair) + words.length(pair); i++) {
            all |= words.bytes()[i];
        }
        return all >= 0;
    }
}
