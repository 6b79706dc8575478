package dev.watchword.policy;

import java.util.ArrayList;
import java.util.List;
import org.passay.PasswordData;
import org.passay.UnicodeString;
import org.passay.rule.LengthRule;
import org.passay.rule.RepeatCharactersRule;
import org.passay.rule.Rule;

/** Holds passwords against a policy. Immutable, safe for concurrent use. */
public final class PolicyCheck {

    private final PasswordPolicy policy;
    private final int maximumLength;
    private final Rule shortest;

    /** For passwords that exist: however long they are. */
    public PolicyCheck(PasswordPolicy policy) {
        this(policy, Integer.MAX_VALUE);
    }

    /**
     * For passwords that somebody chooses.
     *
     * @param maximumLength characters (code points), not below the policy's minimum
     */
    public PolicyCheck(PasswordPolicy policy, int maximumLength) {
        if (maximumLength < policy.minimumLength()) {
            throw new IllegalArgumentException(
                    "maximum length is " + maximumLength + ", expected " + policy.minimumLength() + " or more");
        }
        this.policy = policy;
        this.maximumLength = maximumLength;
        this.shortest = new LengthRule(policy.minimumLength(), Integer.MAX_VALUE);
    }

    /** Every rule that the password breaks, in the order of the policy; empty when it meets them all. */
    public List<Violation> violations(String userName, String password) {
        PasswordData data = new PasswordData(new UnicodeString(userName), new UnicodeString(password));
        List<Violation> broken = new ArrayList<>();
        if (!shortest.validate(data).isValid()) {
            broken.add(new Violation.TooShort(policy.minimumLength()));
        }
        if (password.codePointCount(0, password.length()) > maximumLength) {
            broken.add(new Violation.TooLong(maximumLength));
        }
        int classes = CharacterClass.of(password).size();
        if (classes < policy.characterClasses()) {
            broken.add(new Violation.TooFewClasses(classes, policy.characterClasses()));
        }
        if (policy.maximumIdenticalRun() > 0 && !runRule().validate(data).isValid()) {
            broken.add(new Violation.RunTooLong(policy.maximumIdenticalRun()));
        }
        if (policy.notUserName() && isNameOrReverse(userName, password)) {
            broken.add(new Violation.IsUserName());
        }
        return List.copyOf(broken);
    }

    /** Passay counts the shortest run that is refused. */
    private Rule runRule() {
        return new RepeatCharactersRule(policy.maximumIdenticalRun() + 1);
    }

    /** The whole password only: a name inside a longer password is another rule's matter. */
    private static boolean isNameOrReverse(String userName, String password) {
        return !userName.isEmpty()
                && (password.equalsIgnoreCase(userName)
                        || password.equalsIgnoreCase(
                                new StringBuilder(userName).reverse().toString()));
    }
}
