package dev.watchword.account;

import dev.watchword.hash.EncodedHash;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An account as its store tells it.
 *
 * @param service what it logs in to
 * @param userName its name as found; may hold anything but NUL, writers escape it
 * @param store where it stands
 * @param state whether a password opens it today
 * @param credentials the stored passwords to test, any of which opens it; empty when there is nothing to test. A locked or
 *     expired account with a hash keeps it here, so that the audit can say "locked, weak"
 * @param lastChanged the day of the password's last change when the store knows it and it is not in the future
 * @param owner who stands behind it
 * @param exposure from where the service can be reached
 * @param privileged whether it administers its service (uid 0, a Redis user with every command, a Tomcat manager)
 */
public record Account(
        ServiceType service,
        String userName,
        StoreRef store,
        AccountState state,
        List<EncodedHash> credentials,
        Optional<LocalDate> lastChanged,
        Owner owner,
        Exposure exposure,
        boolean privileged) {

    public Account {
        credentials = List.copyOf(credentials);
    }

    /** What somebody types as a name: accounts of MySQL are named with the host that they come from. */
    public String loginName() {
        int at = service == ServiceType.MYSQL ? userName.lastIndexOf('@') : -1;
        return at < 0 ? userName : userName.substring(0, at);
    }
}
