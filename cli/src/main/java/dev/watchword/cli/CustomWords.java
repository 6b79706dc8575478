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

    /** The words of all files in their order; each once; lines that cannot be passwords are told. */
    static Wordlist read(List<Path> files, boolean mangle, LineOut remarks) {
        List<Wordlist> lists = new ArrayList<>();
        for (Path file : files) {
            Wordlist list = read(file, remarks);
            lists.add(mangle ? Mangling.list(list, WordlistLimits.DEFAULT) : list);
        }
        return lists.size() == 1
                ? lists.getFirst()
                : Wordlist.custom(() -> lists.stream().flatMap(Wordlist::words).iterator());
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
