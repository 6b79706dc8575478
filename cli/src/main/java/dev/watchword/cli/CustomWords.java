package dev.watchword.cli;

import dev.watchword.audit.report.Counted;
import dev.watchword.candidate.Mangling;
import dev.watchword.candidate.Wordlist;
import dev.watchword.candidate.WordlistLimits;
import dev.watchword.candidate.WordlistReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the word lists that the operator names. */
final class CustomWords {

    private CustomWords() {}

    /** The words of all files in their order; lines that cannot be passwords are told. */
    static List<byte[]> read(List<Path> files, boolean mangle, LineOut remarks) {
        List<byte[]> words = new ArrayList<>();
        for (Path file : files) {
            Wordlist list = read(file, remarks);
            addAll(mangle ? Mangling.list(list, WordlistLimits.DEFAULT) : list, words);
        }
        return words;
    }

    private static void addAll(Wordlist list, List<byte[]> words) {
        for (int i = 0; i < list.size(); i++) {
            words.add(list.word(i));
        }
    }

    private static Wordlist read(Path file, LineOut remarks) {
        try (InputStream in = Files.newInputStream(file)) {
            return switch (Wordlist.parse(in, WordlistLimits.DEFAULT)) {
                case WordlistReading.Refused refused ->
                    throw Failure.usage("--words " + file + " is larger than a list may be: at most "
                            + refused.limits().maxWords() + " words and "
                            + (refused.limits().maxBytes() >> 20) + " MiB");
                case WordlistReading.Read read -> {
                    if (read.skipped().lines() > 0) {
                        remarks.line(file + ": " + Counted.of(read.skipped().lines(), "line")
                                + " left out, too long for a password or with NUL or CR, first in lines "
                                + read.skipped().firstLines());
                    }
                    yield read.words();
                }
            };
        } catch (IOException e) {
            throw Failure.usage("--words cannot be read: " + Reasons.of(e));
        }
    }
}
