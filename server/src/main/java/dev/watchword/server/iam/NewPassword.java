package dev.watchword.server.iam;

import dev.watchword.policy.PolicyCheck;
import dev.watchword.policy.Violation;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.users.PasswordHashing;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a password may become a user's. The one place where composition, weak words and reuse are judged,
 * however the password is set. Takes as long as a digest for every former password; never call it inside a transaction.
 * Safe for use by many threads.
 *
 * @param hashing compares with former passwords
 * @param lists of weak words
 */
record NewPassword(PasswordHashing hashing, List<WeakWords> lists) {

    NewPassword {
        lists = List.copyOf(lists);
    }

    /**
     * What a password is judged by.
     *
     * @param domainId the account
     * @param userName of the user whose it becomes
     * @param policy the account's
     * @param refuseWeakWords the account's rule
     * @param former digests of the passwords that must not come again, the present one first
     */
    record Situation(
            String domainId,
            String userName,
            AccountPasswordPolicy policy,
            boolean refuseWeakWords,
            List<String> former) {}

    /**
     * Returns when it may.
     *
     * @throws ApiError 400 {@code 1118} or, for a former password, {@code 1108}, naming the rules but not the password
     */
    void require(String chosen, Situation situation) {
        List<Violation> broken = broken(chosen, situation);
        if (!broken.isEmpty()) {
            throw ApiError.of(400, "1118", "The password is weak: " + sentence(broken) + ".");
        }
        reused(Normalizer.normalize(chosen, Normalizer.Form.NFC), situation).ifPresent(reused -> {
            throw ApiError.of(
                    400,
                    "1108",
                    "The new password must be different from the old password: " + reused.explanation() + ".");
        });
    }

    /**
     * The rules that it breaks, but for reuse, which takes long to tell. Words of lists are looked for when no other rule is
     * broken.
     *
     * @throws ApiError 400 {@code 1118} when it holds what no password prompt takes
     */
    List<Violation> broken(String chosen, Situation situation) {
        if (!PasswordHashing.accepts(chosen) || chosen.codePoints().anyMatch(Character::isISOControl)) {
            throw ApiError.of(400, "1118", "The password is weak: it holds what no password prompt takes.");
        }
        String password = Normalizer.normalize(chosen, Normalizer.Form.NFC);
        List<Violation> broken = new PolicyCheck(
                        situation.policy().composition(), AccountPasswordPolicy.MAXIMUM_PASSWORD_LENGTH)
                .violations(situation.userName(), password);
        if (broken.isEmpty() && situation.refuseWeakWords() && isWeakWord(password, situation.domainId())) {
            return List.of(new Violation.CommonWord());
        }
        return broken;
    }

    private boolean isWeakWord(String password, String domainId) {
        return lists.stream().anyMatch(list -> list.know(domainId, password));
    }

    private Optional<Violation> reused(String password, Situation situation) {
        return situation.former().stream().anyMatch(digest -> hashing.verify(password, digest))
                ? Optional.of(new Violation.Reused(situation.policy().passwordReusePrevention()))
                : Optional.empty();
    }

    private static String sentence(List<Violation> broken) {
        return String.join("; ", broken.stream().map(Violation::explanation).toList());
    }
}
