package dev.watchword.agent.enforce;

import dev.watchword.protocol.ScanReport;

/**
 * How pam_pwquality(8) and pam_cracklib(8) count: a credit below 0 is how many characters of its class a password must have; one above 0
 * is how many of them count twice towards the length.
 */
enum Credits {
    PWQUALITY(8, 6, 0),
    CRACKLIB(9, 5, 1);

    private static final int ALL_CLASSES = 4;

    private final int unsetLength;
    private final int leastLength;
    private final int unsetCredit;

    Credits(int unsetLength, int leastLength, int unsetCredit) {
        this.unsetLength = unsetLength;
        this.leastLength = leastLength;
        this.unsetCredit = unsetCredit;
    }

    ScanReport.Rules demanded(QualitySettings settings) {
        if (settings.number("enforcing", 1) == 0) {
            return new ScanReport.Rules(0, 0, 0, 0, 0);
        }
        int each = settings.number("minclass", 0) >= ALL_CLASSES ? 1 : 0;
        int upper = needed(settings, "ucredit", each);
        int lower = needed(settings, "lcredit", each);
        int digits = needed(settings, "dcredit", each);
        int special = needed(settings, "ocredit", each);
        return new ScanReport.Rules(
                Math.max(shortest(settings), upper + lower + digits + special), upper, lower, digits, special);
    }

    private int needed(QualitySettings settings, String credit, int least) {
        return Math.max(least, -settings.number(credit, unsetCredit));
    }

    /** The shortest password that passes when as many of its characters as may be count twice. */
    private int shortest(QualitySettings settings) {
        int points = Math.max(leastLength, settings.number("minlen", unsetLength));
        int credit = 0;
        for (String name : new String[] {"ucredit", "lcredit", "dcredit", "ocredit"}) {
            credit += Math.max(0, settings.number(name, unsetCredit));
        }
        return Math.max(points - credit, (points + 1) / 2);
    }
}
