package dev.watchword.server.baseline;

import dev.watchword.protocol.ScanReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What hosts shall demand of new passwords.
 *
 * @param length characters, 8 to 26
 * @param uppercase how many letters, 0 to 10
 * @param lowercase how many letters, 0 to 10
 * @param digits how many, 0 to 10
 * @param special how many characters, 0 to 10
 */
public record Requirement(int length, int uppercase, int lowercase, int digits, int special) {

    /** Eight characters of all four types. */
    public static final Requirement DEFAULT = new Requirement(8, 1, 1, 1, 1);

    private static final String THREE_TYPES =
            "The password should contain at least 3 of the following character types: "
                    + "uppercase letters, lowercase letters, digits, and special characters. ";
    private static final String ALL_TYPES = "The Password should contain the following character types: "
            + "uppercase letters, lowercase letters, digits, and special characters.";

    /** Which parts of it a host's rules meet. */
    public Verdict of(ScanReport.Rules rules) {
        return new Verdict(
                rules.minimumLength() >= length,
                rules.uppercase() >= uppercase,
                rules.lowercase() >= lowercase,
                rules.digits() >= digits,
                rules.special() >= special);
    }

    /** What to change in a host's rules, in the vendor's sentences; {@code ""} when they are good. */
    public String suggestion(ScanReport.Rules rules) {
        Verdict verdict = of(rules);
        List<String> sentences = new ArrayList<>();
        if (!verdict.length()) {
            sentences.add("The minimum number of characters in a password should not be smaller than " + length);
        }
        if (!(verdict.uppercase() && verdict.lowercase() && verdict.digits() && verdict.special())) {
            sentences.add(types(rules) < 3 ? THREE_TYPES : ALL_TYPES);
        }
        return String.join(". ", sentences);
    }

    private static int types(ScanReport.Rules rules) {
        return (rules.uppercase() > 0 ? 1 : 0)
                + (rules.lowercase() > 0 ? 1 : 0)
                + (rules.digits() > 0 ? 1 : 0)
                + (rules.special() > 0 ? 1 : 0);
    }

    /** Which parts are met. */
    public record Verdict(boolean length, boolean uppercase, boolean lowercase, boolean digits, boolean special) {}
}
