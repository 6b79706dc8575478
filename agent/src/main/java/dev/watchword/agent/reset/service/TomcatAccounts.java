package dev.watchword.agent.reset.service;

import dev.watchword.account.Account;
import dev.watchword.account.tomcat.ConfiguredUsers;
import dev.watchword.account.tomcat.TomcatStore;
import dev.watchword.agent.reset.Obstacle;
import dev.watchword.rootfs.RootFs;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Users of every Tomcat that is found. Servers that keep a MemoryUserDatabase see within seconds that its file has changed; a
 * MemoryRealm reads it once.
 */
final class TomcatAccounts implements FileAccounts {

    @Override
    public Found named(RootFs root, String name) {
        Incompleteness left = new Incompleteness();
        List<StoredAccount> found = TomcatStore.users(root, left).stream()
                .flatMap(users -> stored(users, name).stream())
                .toList();
        return new Found(found, !left.heard());
    }

    private static Optional<StoredAccount> stored(ConfiguredUsers users, String name) {
        Optional<Account> last = users.accounts().stream()
                .filter(account -> account.userName().equals(name))
                .reduce((earlier, later) -> later);
        StoredAccount.Part part =
                new StoredAccount.Part(users.realPath(), (content, stored) -> users.with(content, name, stored));
        return last.map(account -> new StoredAccount(
                account,
                users.encoder(),
                List.of(part),
                users.followed() ? Set.of() : Set.of(Obstacle.SERVICE_MUST_RESTART)));
    }
}
