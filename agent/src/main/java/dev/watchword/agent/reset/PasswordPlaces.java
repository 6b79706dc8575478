package dev.watchword.agent.reset;

import java.util.Map;
import java.util.Optional;

/**
 * Which place an account of a reset is in. An account of the system is named alone, {@code root}; one of a service after
 * its service and a colon, {@code redis:default}. No system account has a colon in its name, so the two cannot be mistaken
 * for each other.
 *
 * @param system the system's own accounts
 * @param services by the word before the colon; those that the operator allows
 */
public record PasswordPlaces(PasswordPlace system, Map<String, PasswordPlace> services) {

    public PasswordPlaces {
        services = Map.copyOf(services);
    }

    /**
     * Where an account is.
     *
     * @param account its name there
     */
    public record Found(PasswordPlace place, String account) {}

    /** The place of an account; empty when nobody here resets such accounts. */
    public Optional<Found> of(String account) {
        int colon = account.indexOf(':');
        if (colon < 0) {
            return Optional.of(new Found(system, account));
        }
        return Optional.ofNullable(services.get(account.substring(0, colon)))
                .map(place -> new Found(place, account.substring(colon + 1)));
    }
}
