package dev.watchword.benchmark.john;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;

/**
 * The files that every peer reads. The first account has the planted hash and the last word is its password; no other word fits any
 * other account, whose salts and digests are made up. The same work makes the same files.
 *
 * @param hashes {@code name:hash} lines
 * @param words one a line
 */
record GeneratedFiles(Path hashes, Path words) {

    static final String PLANTED = "planted";

    private static final long SEED = 20_261_126;

    /** Writes them into a folder. */
    static GeneratedFiles write(Work work, Path folder) throws IOException {
        Random random = new Random(SEED);
        GeneratedFiles files = new GeneratedFiles(folder.resolve("hashes"), folder.resolve("words"));
        try (BufferedWriter out = Files.newBufferedWriter(files.hashes, StandardCharsets.ISO_8859_1)) {
            out.write(PLANTED + ":" + work.planted() + "\n");
            for (int i = 1; i < work.accounts(); i++) {
                out.write("user" + i + ":" + madeUp(work, i, random) + "\n");
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(files.words, StandardCharsets.ISO_8859_1)) {
            for (int i = 1; i < work.words(); i++) {
                out.write(Long.toString(random.nextLong(60_466_176L, 101_559_956_668_416L), 36) + "\n");
            }
            out.write(Yardstick.PASSWORD + "\n");
        }
        return files;
    }

    private static String madeUp(Work work, int account, Random random) {
        Matcher matcher = work.shape().matcher(work.planted());
        if (!matcher.matches()) {
            throw new IllegalStateException(work.name() + ": its hash has not its shape");
        }
        StringBuilder text = new StringBuilder(work.planted());
        String alphabet = work.alphabet();
        for (int group = 1; group <= 2; group++) {
            for (int i = matcher.start(group); i < matcher.end(group); i++) {
                text.setCharAt(i, alphabet.charAt(random.nextInt(alphabet.length())));
            }
        }
        int left = account;
        for (int i = matcher.start(1); i < matcher.end(1) && left > 0; i++) {
            // no two salts alike
            text.setCharAt(i, alphabet.charAt(left % alphabet.length()));
            left /= alphabet.length();
        }
        return text.toString();
    }
}
