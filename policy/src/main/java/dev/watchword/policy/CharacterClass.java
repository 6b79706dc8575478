package dev.watchword.policy;

import java.util.EnumSet;
import java.util.Set;

/** The four character types that password rules count. Everything that is no letter or digit of these is special. */
public enum CharacterClass {
    UPPERCASE,
    LOWERCASE,
    DIGIT,
    SPECIAL;

    /** The types that occur in the password, counted in code points. */
    public static Set<CharacterClass> of(String password) {
        Set<CharacterClass> found = EnumSet.noneOf(CharacterClass.class);
        password.codePoints().forEach(c -> found.add(of(c)));
        return found;
    }

    private static CharacterClass of(int codePoint) {
        if (Character.isUpperCase(codePoint)) {
            return UPPERCASE;
        }
        if (Character.isLowerCase(codePoint)) {
            return LOWERCASE;
        }
        return Character.isDigit(codePoint) ? DIGIT : SPECIAL;
    }
}
