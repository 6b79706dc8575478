package dev.watchword.audit.report;

import dev.watchword.audit.Finding;
import dev.watchword.audit.Weakness;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** What to do about a list of findings, said once for all accounts that need the same. */
final class ToDo {

    private static final int MOST_LINES = 40;
    private static final String SET_ANOTHER =
            "Set a new password: long, of several character types, without names, list words or usual patterns:";

    private ToDo() {}

    /** Lines of text: a sentence for each kind of work, and under it a line for each account. */
    static String of(List<Finding> findings) {
        Map<String, SequencedSet<String>> work = new LinkedHashMap<>();
        for (Finding finding : findings) {
            work.computeIfAbsent(work(finding.weakness()), k -> new LinkedHashSet<>())
                    .add(Remedy.of(finding));
            if (!finding.sharedWith().isEmpty()) {
                work.computeIfAbsent("Give each of these accounts a password of its own:", k -> new LinkedHashSet<>())
                        .add(sharing(finding));
            }
        }
        StringBuilder text = new StringBuilder();
        work.forEach((sentence, lines) -> {
            text.append("  ").append(sentence).append('\n');
            lines.stream()
                    .limit(MOST_LINES)
                    .forEach(line -> text.append("      ").append(line).append('\n'));
            if (lines.size() > MOST_LINES) {
                text.append("      ... and ").append(lines.size() - MOST_LINES).append(" more\n");
            }
        });
        return text.toString();
    }

    private static String work(Weakness weakness) {
        return switch (weakness) {
            case Weakness.Empty any -> "Set a password, or lock the account:";
            case Weakness.WeakScheme any -> "Set the password again, so that it is stored with a current scheme:";
            case Weakness.BreaksPolicy any -> "Set a password that meets the rules:";
            case Weakness.Shared any -> SET_ANOTHER;
            case Weakness.SameAsUserName any -> SET_ANOTHER;
            case Weakness.InWordlist any -> SET_ANOTHER;
            case Weakness.InCustomList any -> SET_ANOTHER;
            case Weakness.MadeByRule any -> SET_ANOTHER;
            case Weakness.ProductDefault any -> SET_ANOTHER;
        };
    }

    /** The names in one order, so that each of the accounts gives the same line. */
    private static String sharing(Finding finding) {
        SequencedSet<String> names = new LinkedHashSet<>(finding.sharedWith());
        names.add(Finding.nameOf(finding.account()));
        return Inert.visible(String.join(", ", names.stream().sorted().toList()));
    }
}
