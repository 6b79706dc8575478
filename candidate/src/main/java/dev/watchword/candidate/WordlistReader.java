package dev.watchword.candidate;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Splits a stream into words without ever holding more of a line than a word may have. */
final class WordlistReader {

    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    private final WordlistLimits limits;
    private final PackedWords words = new PackedWords(1024);
    private final byte[] line = new byte[Candidates.MAX_BYTES + 1];
    private final List<Long> skippedLines = new ArrayList<>();

    private int length;
    private boolean carriageReturn;
    private boolean control;
    private boolean tooLong;
    private boolean markSeen;
    private long lineNumber = 1;
    private long duplicates;
    private long tooLongLines;
    private long controlLines;

    WordlistReader(WordlistLimits limits) {
        this.limits = limits;
    }

    WordlistReading read(InputStream in) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long total = 0;
        for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
            total += got;
            if (total > limits.maxBytes()) {
                return new WordlistReading.Refused(WordlistReading.Exceeded.BYTES, limits);
            }
            for (int i = 0; i < got; i++) {
                take(chunk[i]);
                if (words.size() > limits.maxWords()) {
                    return new WordlistReading.Refused(WordlistReading.Exceeded.WORDS, limits);
                }
            }
        }
        endLine();
        if (words.size() > limits.maxWords()) {
            return new WordlistReading.Refused(WordlistReading.Exceeded.WORDS, limits);
        }
        return new WordlistReading.Read(
                Wordlist.of(words.trim(), Origin.CUSTOM),
                duplicates,
                new WordlistReading.Skipped(tooLongLines, controlLines, skippedLines));
    }

    private void take(byte next) {
        if (next == '\n') {
            endLine();
            lineNumber++;
            return;
        }
        if (carriageReturn) {
            // Only the one before LF ends a line; anywhere else no password holds it.
            control = true;
            carriageReturn = false;
        }
        if (next == '\r') {
            carriageReturn = true;
            return;
        }
        control |= next == 0;
        if (length == line.length) {
            tooLong = true;
            return;
        }
        line[length++] = next;
        if (lineNumber == 1 && length == MARK.length && startsWithMark()) {
            length = 0;
        }
    }

    private boolean startsWithMark() {
        boolean first = !markSeen;
        for (int i = 0; i < MARK.length; i++) {
            first &= (line[i] & 0xff) == MARK[i];
        }
        markSeen |= first;
        return first;
    }

    private void endLine() {
        if (length > Candidates.MAX_BYTES || tooLong) {
            tooLongLines++;
            skipped();
        } else if (control) {
            controlLines++;
            skipped();
        } else if (length > 0 && !words.add(line, 0, length)) {
            duplicates++;
        }
        length = 0;
        carriageReturn = false;
        control = false;
        tooLong = false;
    }

    private void skipped() {
        if (skippedLines.size() < WordlistReading.Skipped.LINES_TOLD) {
            skippedLines.add(lineNumber);
        }
    }
}
