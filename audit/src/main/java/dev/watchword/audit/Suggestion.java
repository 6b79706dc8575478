package dev.watchword.audit;

import dev.watchword.policy.CharacterClass;

/** What the owner of a weak password is told to do, in the words that clients of the wire contract already show. */
final class Suggestion {

    private static final String LENGTH = "The minimum number of characters in a password should not be smaller than 8";
    private static final String CLASSES =
            "The Password should contain the following character types: uppercase letters, lowercase letters, digits, and"
                    + " special characters.";
    private static final String PREDICTABLE =
            "The password is easy to guess. Choose a long one that contains no name, no dictionary word and no usual"
                    + " pattern.";
    private static final String SHARED = "Give each account a password of its own.";
    private static final String SCHEME = "Set the password again so that it is stored with a current scheme (yescrypt,"
            + " bcrypt, or the strongest that the service offers).";

    private Suggestion() {}

    /** For a password that is known. */
    static String forPassword(String password, Weakness weakness) {
        if (password.codePointCount(0, password.length()) < 8) {
            return LENGTH;
        }
        if (CharacterClass.of(password).size() < CharacterClass.values().length) {
            return CLASSES;
        }
        return weakness instanceof Weakness.Shared ? SHARED : PREDICTABLE;
    }

    /** For a strong password that several accounts have. */
    static String forSharing() {
        return SHARED;
    }

    /** For a way of storing passwords. */
    static String forScheme() {
        return SCHEME;
    }
}
