package dev.watchword.account.mysql;

import dev.watchword.account.Account;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Verifier;
import java.nio.charset.StandardCharsets;

/** Whether a password opens an account, by what its table keeps. */
final class Opening {

    private Opening() {}

    static boolean opens(Account account, String password) {
        for (EncodedHash hash : account.credentials()) {
            HashScheme scheme = HashSchemes.byId(hash.scheme()).orElseThrow();
            if (scheme.parse(hash) instanceof Parsed.Readable readable
                    && Verifier.matches(scheme, readable.hash(), password.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }
}
