package dev.watchword.account.htpasswd;

import dev.watchword.account.AccountState;
import dev.watchword.account.Credential;
import dev.watchword.account.SchemeNames;
import dev.watchword.account.StoredPassword;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import java.util.List;
import java.util.Map;

/**
 * What a web server makes of the field behind a user's name. Both compare {@code $apr1$} and {@code {SHA}} themselves and leave the
 * rest to crypt(3), so that neither lets anybody in by an empty field or by text without a mark. Sources: apr_password_validate
 * of apr-util 1.6 and {@code ngx_crypt.c} of nginx 1.22.
 */
public enum Dialect {
    /** On anything but Windows it takes no clear text, whatever {@code htpasswd -p} wrote. */
    APACHE(Map.of("{SHA}", SchemeNames.LDAP_SHA)),
    /** It knows clear text by a mark, and {@code {SSHA}}. */
    NGINX(Map.of("{SHA}", SchemeNames.LDAP_SHA, "{SSHA}", SchemeNames.LDAP_SSHA, "{PLAIN}", SchemeNames.PLAIN));

    private static final StoredPassword DISABLED = new StoredPassword(new AccountState.Disabled(), List.of());

    private final Map<String, SchemeId> marks;

    Dialect(Map<String, SchemeId> marks) {
        this.marks = marks;
    }

    /**
     * Judges a field.
     *
     * @param field its bytes as Latin-1
     */
    StoredPassword of(String field) {
        if (field.startsWith("{")) {
            return marked(field);
        }
        return field.isEmpty() ? DISABLED : StoredPassword.of(field);
    }

    private StoredPassword marked(String field) {
        String mark = field.substring(0, field.indexOf('}') + 1);
        SchemeId scheme = marks.get(mark);
        if (scheme == null) {
            return DISABLED;
        }
        if (scheme.equals(SchemeNames.PLAIN)) {
            return plain(field.substring(mark.length()));
        }
        return switch (Credential.of(EncodedHash.of(scheme, field))) {
            case Credential.Testable testable ->
                new StoredPassword(new AccountState.Usable(), List.of(testable.hash()));
            case Credential.Untestable untestable ->
                new StoredPassword(new AccountState.Unsupported(untestable.reason()), List.of());
        };
    }

    private static StoredPassword plain(String password) {
        return password.isEmpty()
                ? new StoredPassword(new AccountState.Passwordless(), List.of())
                : new StoredPassword(new AccountState.Usable(), List.of(EncodedHash.of(SchemeNames.PLAIN, password)));
    }
}
