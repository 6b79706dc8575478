package dev.watchword.account.snmp;

import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.StoreRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Users of the user-based security model (RFC 3414): {@code createUser} with pass phrases, and {@code usmUser}, in which an agent
 * keeps the keys that it made of them.
 */
final class Users {

    private static final Set<String> AUTHENTICATIONS = Set.of(
            "MD5", "SHA", "SHA1", "SHA-1", "SHA-224", "SHA224", "SHA-256", "SHA256", "SHA-384", "SHA384", "SHA-512",
            "SHA512");
    private static final Set<String> PRIVACIES = Set.of(
            "DES", "AES", "AES-128", "AES128", "AES-192", "AES192", "AES-192-C", "AES-256", "AES256", "AES-256-C");
    private static final String NO_AUTHENTICATION = ".1.3.6.1.6.3.10.1.1.1";
    private static final AccountState LOCALIZED = new AccountState.Unsupported("unsupported_scheme: usm-localized-key");

    private Users() {}

    /**
     * The secrets of a {@code createUser}: pass phrases of authentication and of privacy, which falls back on the other.
     *
     * @param words behind the directive
     */
    static List<Secret> created(List<String> words, StoreRef at) {
        int next = words.size() > 1 && words.getFirst().equals("-e") ? 2 : 0;
        if (next >= words.size()) {
            return List.of();
        }
        String name = words.get(next++);
        if (next == words.size() || !AUTHENTICATIONS.contains(upper(words.get(next)))) {
            return List.of(Secret.without(name, at, new AccountState.Disabled()));
        }
        List<Secret> secrets = new ArrayList<>();
        next = phrase(name, name, words, next + 1, at, secrets);
        if (next < words.size() && PRIVACIES.contains(upper(words.get(next)))) {
            phrase(name + " (privacy)", name, words, next + 1, at, secrets);
        }
        return secrets;
    }

    /** A pass phrase, or with {@code -m} or {@code -l} a key made of one. */
    private static int phrase(
            String account, String user, List<String> words, int at, StoreRef where, List<Secret> secrets) {
        if (at >= words.size()) {
            return at;
        }
        boolean key = words.get(at).equals("-m") || words.get(at).equals("-l");
        secrets.add(
                key
                        ? Secret.without(account, where, LOCALIZED)
                        : Secret.plain(account, user, where, words.get(at), Exposure.UNKNOWN, false));
        return key ? at + 2 : at + 1;
    }

    /**
     * A user as the agent writes it itself.
     *
     * @param words behind the directive: status, storage, engine, name, security name, and from the seventh on protocols and keys
     */
    static List<Secret> kept(List<String> words, StoreRef at) {
        if (words.size() < 8) {
            return List.of();
        }
        String name = HexText.of(words.get(3));
        boolean open = words.get(6).equals(NO_AUTHENTICATION);
        return List.of(Secret.without(name, at, open ? new AccountState.Disabled() : LOCALIZED));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
