package dev.watchword.account;

import dev.watchword.hash.EncodedHash;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands in the password field of passwd(5) and shadow(5), and of the files that other servers made in their likeness.
 *
 * @param state {@link AccountState.Usable} when nothing in the field itself speaks against a login
 * @param credentials the hash, when one can be tested
 */
public record StoredPassword(AccountState state, List<EncodedHash> credentials) {

    private static final StoredPassword PASSWORDLESS = new StoredPassword(new AccountState.Passwordless(), List.of());
    private static final StoredPassword DISABLED = new StoredPassword(new AccountState.Disabled(), List.of());
    private static final StoredPassword LOCKED = new StoredPassword(new AccountState.Locked(false), List.of());

    /** Locks that other systems put before a hash: Solaris, FreeBSD. */
    private static final List<String> FOREIGN_LOCKS = List.of("*LK*", "*LOCKED*");

    /** A hash of a scheme nobody here tests, told from text that no password can match. */
    private static final Pattern FOREIGN_HASH = Pattern.compile("\\$.*", Pattern.DOTALL);

    public StoredPassword {
        credentials = List.copyOf(credentials);
    }

    /**
     * Judges a field.
     *
     * @param field its bytes as Latin-1
     */
    public static StoredPassword of(String field) {
        if (field.isEmpty()) {
            return PASSWORDLESS;
        }
        String unlocked = withoutLock(field);
        if (unlocked.length() == field.length()) {
            return unlocked(field);
        }
        StoredPassword behind = unlocked.isEmpty() ? DISABLED : unlocked(unlocked);
        if (behind.state() instanceof AccountState.Usable) {
            return new StoredPassword(new AccountState.Locked(true), behind.credentials());
        }
        boolean foreignHash = behind.state() instanceof AccountState.Unsupported unsupported
                && unsupported.reason().startsWith("unsupported_scheme");
        return foreignHash ? new StoredPassword(new AccountState.Locked(true), List.of()) : LOCKED;
    }

    private static String withoutLock(String field) {
        for (String lock : FOREIGN_LOCKS) {
            if (field.startsWith(lock)) {
                return field.substring(lock.length());
            }
        }
        int marks = 0;
        while (marks < field.length() && field.charAt(marks) == '!') {
            marks++;
        }
        return field.substring(marks);
    }

    private static StoredPassword unlocked(String field) {
        return switch (Credential.ofCrypt(field)) {
            case Credential.Testable testable ->
                new StoredPassword(new AccountState.Usable(), List.of(testable.hash()));
            case Credential.Untestable untestable -> untestable(field, untestable.reason());
        };
    }

    private static StoredPassword untestable(String field, String reason) {
        if (reason.startsWith("malformed") || FOREIGN_HASH.matcher(field).matches()) {
            return new StoredPassword(new AccountState.Unsupported(reason), List.of());
        }
        return DISABLED;
    }
}
