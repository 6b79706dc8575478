package dev.watchword.agent.enforce;

import dev.watchword.agent.reset.system.Texts;
import dev.watchword.protocol.ScanReport;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What pam_passwdqc(8) demands: {@code min=N0,N1,N2,N3,N4} are the lengths of a password of one class, of two, of a passphrase, of three
 * and of four, each of which may be disabled.
 */
final class PasswdQc {

    private static final String UNSET = "disabled,24,11,8,7";
    private static final int KINDS = 5;

    private PasswdQc() {}

    /** The easiest way to pass; empty when its file cannot be read, or its {@code min} says nothing that is known. */
    static Optional<ScanReport.Rules> demanded(RootFs root, List<String> arguments) {
        String min = UNSET;
        boolean enforced = true;
        for (String word : withFiles(root, arguments).orElse(List.of("min=unreadable"))) {
            if (word.startsWith("min=")) {
                min = word.substring("min=".length());
            } else if (word.startsWith("enforce=")) {
                enforced = !word.equals("enforce=none");
            }
        }
        return enforced ? lengths(min) : Optional.of(new ScanReport.Rules(0, 0, 0, 0, 0));
    }

    private static Optional<List<String>> withFiles(RootFs root, List<String> arguments) {
        List<String> words = new ArrayList<>();
        for (String word : arguments) {
            if (word.startsWith("config=")) {
                Optional<List<String>> lines = Texts.lines(root, word.substring("config=".length()));
                if (lines.isEmpty()) {
                    return Optional.empty();
                }
                lines.get().forEach(line -> words.add(line.strip()));
            } else {
                words.add(word);
            }
        }
        return Optional.of(words);
    }

    private static Optional<ScanReport.Rules> lengths(String min) {
        List<String> kinds = Arrays.asList(min.split(",", -1));
        if (kinds.size() != KINDS || !kinds.stream().allMatch(kind -> kind.matches("disabled|\\d{1,5}"))) {
            return Optional.empty();
        }
        int[] allowed = IntStream.range(0, KINDS)
                .filter(kind -> !kinds.get(kind).equals("disabled"))
                .toArray();
        int length = Arrays.stream(allowed)
                .map(kind -> Integer.parseInt(kinds.get(kind)))
                .min()
                .orElse(0);
        int each = Arrays.equals(allowed, new int[] {KINDS - 1}) ? 1 : 0;
        return Optional.of(new ScanReport.Rules(length, each, each, each, each));
    }
}
