package dev.watchword.account.mysql;

import dev.watchword.account.AccountState;
import dev.watchword.hash.EncodedHash;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a grant table says of one account's logins.
 *
 * @param methods the ways to log in, any of which suffices
 * @param locked whether its administrator locked it
 * @param role whether it is a role, as which nobody logs in
 * @param access global privileges, one bit each
 * @param changedAt seconds since 1970 of the last change of its password, 0 when that is not known
 */
record Grant(List<Method> methods, boolean locked, boolean role, long access, long changedAt) {

    /** The privilege to do what needs no other privilege. */
    private static final long SUPER = 1 << 15;

    Grant {
        methods = List.copyOf(methods);
    }

    boolean privileged() {
        return (access & SUPER) != 0;
    }

    List<EncodedHash> credentials() {
        return methods.stream()
                .flatMap(method -> method instanceof Method.Password password
                        ? Optional.of(password.hash()).stream()
                        : Optional.<EncodedHash>empty().stream())
                .distinct()
                .toList();
    }

    AccountState state() {
        if (locked) {
            boolean behind = has(Method.Password.class) || has(Method.Untestable.class);
            return new AccountState.Locked(behind);
        }
        if (has(Method.Open.class)) {
            return new AccountState.Passwordless();
        }
        if (has(Method.Password.class)) {
            return new AccountState.Usable();
        }
        for (Method method : methods) {
            if (method instanceof Method.Untestable untestable) {
                return new AccountState.Unsupported(untestable.reason());
            }
        }
        String elsewhere = methods.stream()
                .filter(Method.Elsewhere.class::isInstance)
                .map(method -> ((Method.Elsewhere) method).by())
                .distinct()
                .collect(Collectors.joining(", "));
        return elsewhere.isEmpty() ? new AccountState.Disabled() : new AccountState.External(elsewhere);
    }

    private boolean has(Class<? extends Method> kind) {
        return methods.stream().anyMatch(kind::isInstance);
    }
}
