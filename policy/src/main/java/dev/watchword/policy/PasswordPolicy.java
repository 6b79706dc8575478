package dev.watchword.policy;

/**
 * What a password must be made of. The ranges and defaults are those of an account password policy as cloud consoles
 * know it, so that one policy can speak of a service's users and of a host's accounts.
 *
 * @param minimumLength characters (code points), 8 to 32
 * @param characterClasses how many of the four {@link CharacterClass}es at the least, 2 to 4
 * @param maximumIdenticalRun how often one character may stand in a row, 0 to 32; 0 means any number
 * @param notUserName whether the user's name, as it is or reversed and in any case, is refused
 */
public record PasswordPolicy(int minimumLength, int characterClasses, int maximumIdenticalRun, boolean notUserName) {

    /** Eight characters of two types, not the user's name. */
    public static final PasswordPolicy DEFAULT = new PasswordPolicy(8, 2, 0, true);

    public PasswordPolicy {
        requireRange("minimum length", minimumLength, 8, 32);
        requireRange("character classes", characterClasses, 2, 4);
        requireRange("maximum run of identical characters", maximumIdenticalRun, 0, 32);
    }

    private static void requireRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + least + " to " + most);
        }
    }
}
