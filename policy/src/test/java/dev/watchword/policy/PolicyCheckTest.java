package dev.watchword.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {

    private final PolicyCheck check = new PolicyCheck(new PasswordPolicy(8, 3, 2, true));

    @Test
    void statesItsDefaults() {
        assertEquals(new PasswordPolicy(8, 2, 0, true), PasswordPolicy.DEFAULT);
    }

    @Test
    void acceptsWhatMeetsEveryRule() {
        assertEquals(List.of(), check.violations("anna", "Tr0ub4dor"));
    }

    @Test
    void countsCharactersNotBytes() {
        assertEquals(
                List.of(new Violation.TooShort(8), new Violation.TooFewClasses(1, 3)),
                check.violations("anna", "\u00fc\u00fc".substring(0, 1) + "\u00e4\u00f6\u00fc\u00e4\u00f6\u00fc"));
    }

    @Test
    void allowsAsManyInARowAsTheLimitAndNotOneMore() {
        assertEquals(List.of(), check.violations("anna", "Paassword1"));
        assertEquals(List.of(new Violation.RunTooLong(2)), check.violations("anna", "Paaassword1"));
    }

    @Test
    void zeroAllowsAnyRun() {
        PolicyCheck off = new PolicyCheck(new PasswordPolicy(8, 2, 0, true));
        assertEquals(List.of(), off.violations("anna", "aaaaaaaaaaaa1"));
    }

    @Test
    void refusesTheUserNameInAnyCaseAndReversed() {
        assertEquals(List.of(new Violation.IsUserName()), check.violations("Anna-Karin1", "aNNA-kARIN1"));
        assertEquals(List.of(new Violation.IsUserName()), check.violations("Anna-Karin1", "1niraK-annA"));
        assertEquals(List.of(), check.violations("", "Tr0ub4dor"));
    }

    @Test
    void refusesPoliciesOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new PasswordPolicy(7, 2, 0, true));
        assertThrows(IllegalArgumentException.class, () -> new PasswordPolicy(8, 5, 0, true));
        assertThrows(IllegalArgumentException.class, () -> new PasswordPolicy(8, 2, 33, true));
    }

    @Test
    void takesTheLongestPasswordAndNotOneCharacterMore() {
        PolicyCheck bounded = new PolicyCheck(PasswordPolicy.DEFAULT, 32);
        assertEquals(List.of(), bounded.violations("anna", "Ab1-".repeat(8)));
        assertEquals(List.of(), bounded.violations("anna", "A1" + "\uD83D\uDE00".repeat(30)));
        assertEquals(List.of(new Violation.TooLong(32)), bounded.violations("anna", "Ab1-".repeat(8) + "x"));
        assertEquals(List.of(), check.violations("anna", "Ab1-".repeat(100)));
        assertThrows(IllegalArgumentException.class, () -> new PolicyCheck(new PasswordPolicy(9, 2, 0, true), 8));
    }

    @Test
    void oneAllowsNoTwoEqualNeighbours() {
        PolicyCheck one = new PolicyCheck(new PasswordPolicy(8, 2, 1, true));
        assertEquals(List.of(), one.violations("anna", "abababa1"));
        assertEquals(List.of(new Violation.RunTooLong(1)), one.violations("anna", "abaabab1"));
        assertEquals(List.of(new Violation.RunTooLong(1)), one.violations("anna", "abcdef1\uD83D\uDE00\uD83D\uDE00"));
    }

    @Test
    void thirtyTwoAllowsARunOfThirtyTwo() {
        PolicyCheck most = new PolicyCheck(new PasswordPolicy(8, 2, 32, true));
        assertEquals(List.of(), most.violations("anna", "1" + "a".repeat(32)));
        assertEquals(List.of(new Violation.RunTooLong(32)), most.violations("anna", "1" + "a".repeat(33)));
    }

    @Test
    void saysWhatIsWrongWithoutThePassword() {
        assertEquals("it has more than 32 characters", new Violation.TooLong(32).explanation());
        assertEquals("it is the present password", new Violation.Reused(1).explanation());
        assertEquals("it is one of the last 24 passwords", new Violation.Reused(24).explanation());
        assertEquals("it is on a list of weak passwords", new Violation.CommonWord().explanation());
    }
}
