package dev.watchword.server.bootstrap;

import java.security.SecureRandom;

/** Secrets that the server chooses: without characters that look alike or that a shell would take for its own. */
final class Made {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijkmnopqrstuvwxyz";
    private static final String DIGITS = "23456789";
    private static final String SPECIAL = "-_.+@%";

    private Made() {}

    /** 24 characters of all four classes: about 130 bits. */
    static String password() {
        String all = UPPER + LOWER + DIGITS + SPECIAL;
        while (true) {
            String password = text(all, 24);
            if (holds(password, UPPER)
                    && holds(password, LOWER)
                    && holds(password, DIGITS)
                    && holds(password, SPECIAL)
                    && Character.isLetter(password.charAt(0))) {
                return password;
            }
        }
    }

    /** 20 characters, as the vendor's are. */
    static String accessKeyId() {
        return "WW" + text(UPPER + DIGITS, 18);
    }

    /** 40 characters: more than 200 bits. */
    static String secretAccessKey() {
        return text(UPPER + LOWER + DIGITS, 40);
    }

    private static String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static boolean holds(String text, String alphabet) {
        return text.chars().anyMatch(c -> alphabet.indexOf(c) >= 0);
    }
}
