package dev.watchword.account.snmp;

import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.SchemeNames;
import dev.watchword.account.StoreRef;
import dev.watchword.hash.EncodedHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What lets somebody speak to an agent.
 *
 * @param name of the account that it is told as; no secret
 * @param user of the agent's own tables: the security name of a community, the name of a user
 * @param at where it stands
 * @param state whether it is of use
 * @param credentials the secret itself
 * @param exposure from where it is taken, unknown when the agent's address decides
 * @param writes whether its own line lets it write
 */
record Secret(
        String name,
        String user,
        StoreRef at,
        AccountState state,
        List<EncodedHash> credentials,
        Exposure exposure,
        boolean writes) {

    Secret {
        credentials = List.copyOf(credentials);
    }

    /** A secret in clear text. */
    static Secret plain(String name, String user, StoreRef at, String text, Exposure exposure, boolean writes) {
        EncodedHash plain = new EncodedHash(SchemeNames.PLAIN, "", text.getBytes(StandardCharsets.UTF_8));
        return new Secret(name, user, at, new AccountState.Usable(), List.of(plain), exposure, writes);
    }

    /** One that cannot be tested, or that there is none of. */
    static Secret without(String name, StoreRef at, AccountState state) {
        return new Secret(name, name, at, state, List.of(), Exposure.UNKNOWN, false);
    }

    /** From where a community is taken, by the source that its line names. */
    static Exposure exposure(String source) {
        String host = source.startsWith("!") ? source.substring(1) : source;
        boolean local = host.equalsIgnoreCase("localhost")
                || host.startsWith("127.")
                || host.toLowerCase(Locale.ROOT).equals("::1")
                || host.startsWith("/");
        return local ? Exposure.LOCAL : Exposure.UNKNOWN;
    }
}
