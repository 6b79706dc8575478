package dev.watchword.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a new password of a host's administrator must be made of where a check was asked for: the rules that Huawei Cloud
 * documents for its password reset (ECS API reference, "Resetting the Passwords for Logging In to ECSs in a Batch").
 * They say nothing of how common a password is, and an account's own {@link PasswordPolicy} does not bind here.
 *
 * @param userName whose password it is; names are compared without regard to case, and an empty one forbids nothing
 * @param windows whether parts of the name are refused too
 */
public record HostPasswordRules(String userName, boolean windows) {

    /** Of Linux hosts. */
    public static final HostPasswordRules ROOT = new HostPasswordRules("root", false);

    /** Of Windows hosts. */
    public static final HostPasswordRules ADMINISTRATOR = new HostPasswordRules("Administrator", true);

    private static final int SHORTEST = 8;
    private static final int LONGEST = 26;
    private static final int CLASSES = 3;
    private static final int PART = 3;
    private static final String SPECIAL = "!@%-_=+[]:./?";

    /** Every rule that the password breaks, in the order of {@link HostPasswordRule}; empty when it meets them all. */
    public List<HostPasswordRule> broken(String password) {
        List<HostPasswordRule> broken = new ArrayList<>();
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            broken.add(HostPasswordRule.LENGTH);
        }
        if (!password.codePoints().allMatch(HostPasswordRules::isAllowed)) {
            broken.add(HostPasswordRule.CHARACTERS);
        }
        if (classes(password).size() < CLASSES) {
            broken.add(HostPasswordRule.CLASSES);
        }
        String folded = password.toLowerCase(Locale.ROOT);
        String name = userName.toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && holdsEitherWay(folded, name)) {
            broken.add(HostPasswordRule.USER_NAME);
        }
        if (windows && holdsPart(folded, name)) {
            broken.add(HostPasswordRule.USER_NAME_PART);
        }
        return List.copyOf(broken);
    }

    private static boolean holdsEitherWay(String folded, String name) {
        return folded.contains(name)
                || folded.contains(new StringBuilder(name).reverse().toString());
    }

    private static boolean isAllowed(int c) {
        return isUpper(c) || isLower(c) || isDigit(c) || SPECIAL.indexOf(c) >= 0;
    }

    /** A character that is not allowed counts for no class. */
    private static Set<CharacterClass> classes(String password) {
        Set<CharacterClass> found = EnumSet.noneOf(CharacterClass.class);
        password.codePoints().filter(HostPasswordRules::isAllowed).forEach(c -> found.add(classOf(c)));
        return found;
    }

    private static CharacterClass classOf(int c) {
        if (isUpper(c)) {
            return CharacterClass.UPPERCASE;
        }
        if (isLower(c)) {
            return CharacterClass.LOWERCASE;
        }
        return isDigit(c) ? CharacterClass.DIGIT : CharacterClass.SPECIAL;
    }

    private static boolean holdsPart(String folded, String name) {
        for (int i = 0; i + PART <= name.length(); i++) {
            if (folded.contains(name.substring(i, i + PART))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
