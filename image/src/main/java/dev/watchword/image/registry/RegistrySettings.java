package dev.watchword.image.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How registries are spoken to.
 *
 * @param addresses which addresses they may have
 * @param alsoAllowed hosts besides the registry itself that it may send this client to, for tokens and for blobs: a name,
 *     or a name with a port
 * @param plainHttp whether the registry is spoken to without TLS
 * @param authority certificates of an authority that is trusted besides the usual ones, as PEM
 * @param credentials who to log in as
 * @param timeout for an answer to begin
 */
public record RegistrySettings(
        AddressRule addresses,
        Set<String> alsoAllowed,
        boolean plainHttp,
        Optional<String> authority,
        Credentials credentials,
        Duration timeout) {

    /** TLS, public addresses, nobody in particular. */
    public static final RegistrySettings DEFAULT = new RegistrySettings(
            AddressRule.PUBLIC, Set.of(), false, Optional.empty(), Credentials.NONE, Duration.ofSeconds(30));

    public RegistrySettings {
        alsoAllowed = Set.copyOf(alsoAllowed);
    }
}
