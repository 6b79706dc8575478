package dev.watchword.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPasswordRulesTest {

    private static final String ALLOWED_SPECIAL = "!@%-_=+[]:./?";

    @ParameterizedTest
    @CsvSource({
        // length, in code points: 7, 8, 26, 27
        "Aa1!Aa1, length",
        "Aa1!Aa1!, ''",
        "Aa1!Aa1!Aa1!Aa1!Aa1!Aa1!Aa, ''",
        "Aa1!Aa1!Aa1!Aa1!Aa1!Aa1!Aa1, length",
        // classes: four, each three, each two, one
        "abcdEFGH12!?, ''",
        "abcdEFGH12, ''",
        "abcdEFGH!?, ''",
        "abcd1234!?, ''",
        "ABCD1234!?, ''",
        "abcdEFGH, classes",
        "abcd1234, classes",
        "abcd!?%@, classes",
        "ABCD1234, classes",
        "ABCD!?%@, classes",
        "1234!?%@, classes",
        "abcdefgh, classes",
        // the name anywhere, in any case, either way round
        "Xroot1234, user_name",
        "XrOoT1234, user_name",
        "Root12345, user_name",
        "12345Root, user_name",
        "Xtoor1234, user_name",
        "XTOOR1234!, user_name",
        "Xro0t1234, ''",
        "Xroo1t234, ''",
        // the other system's name is an ordinary word here
        "Administrator1, ''",
        // several at once, in order
        "root, length+classes+user_name",
        "root$, length+characters+classes+user_name"
    })
    void holdsPasswordsOfRootAgainstTheRules(String password, String rules) {
        assertEquals(rules, codes(HostPasswordRules.ROOT.broken(password)));
    }

    @ParameterizedTest
    @CsvSource({
        "Xadm1234, user_name_part",
        "XADM1234!, user_name_part",
        "Xtor1234, user_name_part",
        "Xstr1234, user_name_part",
        "Xad1m234, ''",
        "Xmda1234, ''",
        "Administrator1, user_name+user_name_part",
        "Xrotartsinimda1, user_name+user_name_part",
        "Xroot1234, ''"
    })
    void holdsPasswordsOfAdministratorAgainstTheRules(String password, String rules) {
        assertEquals(rules, codes(HostPasswordRules.ADMINISTRATOR.broken(password)));
    }

    @Test
    void refusesEveryPartOfThreeOfTheWindowsName() {
        String name = "administrator";
        IntStream.rangeClosed(0, name.length() - 3)
                .mapToObj(i -> name.substring(i, i + 3))
                .forEach(part -> assertEquals(
                        List.of(HostPasswordRule.USER_NAME_PART),
                        HostPasswordRules.ADMINISTRATOR.broken("X1" + part + "!Y_9"),
                        part));
    }

    @Test
    void emptyNameForbidsNothing() {
        assertEquals(List.of(), new HostPasswordRules("", false).broken("Passw0rd!"));
    }

    @Test
    void allowsTheDocumentedAsciiCharactersAndNoOther() {
        for (char c = 0; c < 128; c++) {
            boolean letterOrDigit = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            boolean allowed = letterOrDigit || ALLOWED_SPECIAL.indexOf(c) >= 0;
            List<HostPasswordRule> broken = HostPasswordRules.ROOT.broken("Abcdef12" + c);
            assertEquals(allowed ? List.of() : List.of(HostPasswordRule.CHARACTERS), broken, "character " + (int) c);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~",
                "`",
                "#",
                "&",
                "^",
                ",",
                "{",
                "}",
                "*",
                "(",
                ")",
                ";",
                "\"",
                "'",
                "<",
                ">",
                "|",
                "\\",
                "$",
                " ",
                "\u4E2D",
                "\u3010",
                "\uFF1B",
                "\u2026",
                "\u00E9",
                "\uFF21",
                "\u0663",
                "\uD83D\uDE00"
            })
    void refusesAForbiddenCharacter(String character) {
        assertEquals("characters", codes(HostPasswordRules.ROOT.broken("Abcdef12" + character)));
    }

    @Test
    void countsAForbiddenCharacterForNoClass() {
        assertEquals("characters+classes", codes(HostPasswordRules.ROOT.broken("abcdef12#")));
        assertEquals("characters+classes", codes(HostPasswordRules.ROOT.broken("abcdef12\u00C9")));
    }

    @Test
    void countsLengthInCodePoints() {
        String twentySix = "Ab1" + "\uD83D\uDE00".repeat(23);
        assertEquals("characters", codes(HostPasswordRules.ROOT.broken(twentySix)));
        assertEquals("length+characters", codes(HostPasswordRules.ROOT.broken(twentySix + "x")));
    }

    @Test
    void doesNotAskHowCommonAPasswordIs() {
        assertTrue(HostPasswordRules.ROOT.broken("Password1!").isEmpty());
    }

    @Test
    void namesEveryRuleDifferently() {
        assertEquals(
                HostPasswordRule.values().length,
                Arrays.stream(HostPasswordRule.values())
                        .map(HostPasswordRule::code)
                        .distinct()
                        .count());
    }

    private static String codes(List<HostPasswordRule> broken) {
        return broken.stream().map(HostPasswordRule::code).collect(Collectors.joining("+"));
    }
}
