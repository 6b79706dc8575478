package dev.watchword.account.redis;

import dev.watchword.account.Account;
import java.util.List;
import java.util.Optional;

/**
 * A server as its configuration tells it.
 *
 * @param configuration the path of the file that it starts with
 * @param sentinel whether it watches other servers
 * @param socket the path of the socket that it listens on besides its port
 * @param port as written; {@code 0} when it listens on none
 * @param aclFile whether its users stand in a file of their own
 * @param accounts its users, and the passwords that it keeps for others
 */
public record ConfiguredServer(
        String configuration,
        boolean sentinel,
        Optional<String> socket,
        String port,
        boolean aclFile,
        List<Account> accounts) {

    public ConfiguredServer {
        accounts = List.copyOf(accounts);
    }

    @Override
    public String toString() {
        return "ConfiguredServer[" + configuration + "]";
    }
}
