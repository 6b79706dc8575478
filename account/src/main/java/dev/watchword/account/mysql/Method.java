package dev.watchword.account.mysql;

import dev.watchword.account.Credential;
import dev.watchword.account.FoundText;
import dev.watchword.account.SchemeNames;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** One way to log in to an account: a plugin of the server and what it keeps for the account. */
sealed interface Method {

    /** A password opens it, and can be tested. */
    record Password(EncodedHash hash) implements Method {}

    /** An empty password opens it. */
    record Open() implements Method {}

    /** No password can match. */
    record Never() implements Method {}

    /** Something else than a stored password decides. */
    record Elsewhere(String by) implements Method {}

    /** There is a password that cannot be tested. */
    record Untestable(String reason) implements Method {}

    /** The plugin where none is named. */
    String NATIVE = "mysql_native_password";

    Map<String, SchemeId> SCHEMES = Map.of(
            NATIVE,
            SchemeNames.MYSQL_NATIVE,
            "mysql_old_password",
            SchemeNames.MYSQL_OLD,
            "caching_sha2_password",
            SchemeNames.MYSQL_CACHING_SHA2,
            "sha256_password",
            SchemeNames.MYSQL_SHA256,
            "ed25519",
            SchemeNames.MARIADB_ED25519,
            "parsec",
            SchemeNames.MARIADB_PARSEC);

    /** Plugins whose empty text lets an empty password in; the others have no text for an empty password. */
    Set<String> OPEN_WHEN_EMPTY = Set.of(NATIVE, "mysql_old_password", "caching_sha2_password", "sha256_password");

    /** Texts that servers put where no password shall match. */
    Set<String> MARKERS = Set.of("invalid", "*THISISNOTAVALIDPASSWORDTHATCANBEUSEDHERE");

    /** A part of the text that MySQL gives its own locked accounts. */
    String INVALID_SALT = "INVALIDSALTANDPASSWORD";

    int OLD_CHARS = 16;

    /**
     * Judges what a grant table says.
     *
     * @param plugin empty where none is named
     * @param text what the plugin keeps, its bytes as Latin-1
     */
    static Method of(String plugin, String text) {
        String named = plugin.isEmpty() ? withoutPlugin(text) : plugin;
        SchemeId scheme = SCHEMES.get(named);
        if (scheme == null) {
            return new Elsewhere(FoundText.quoted(named));
        }
        if (text.isEmpty() && OPEN_WHEN_EMPTY.contains(named)) {
            return new Open();
        }
        if (MARKERS.contains(text) || text.contains(INVALID_SALT)) {
            return new Never();
        }
        return switch (Credential.of(new EncodedHash(scheme, "", text.getBytes(StandardCharsets.ISO_8859_1)))) {
            case Credential.Testable testable -> new Password(testable.hash());
            case Credential.Untestable untestable -> new Untestable(untestable.reason());
        };
    }

    private static String withoutPlugin(String text) {
        return text.length() == OLD_CHARS ? "mysql_old_password" : NATIVE;
    }
}
