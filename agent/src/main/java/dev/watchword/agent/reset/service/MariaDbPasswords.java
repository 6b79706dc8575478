package dev.watchword.agent.reset.service;

import dev.watchword.account.Account;
import dev.watchword.account.AccountCollector;
import dev.watchword.account.AccountState;
import dev.watchword.account.SchemeNames;
import dev.watchword.account.mysql.LocalServer;
import dev.watchword.account.mysql.MysqlStore;
import dev.watchword.agent.reset.Failure;
import dev.watchword.agent.reset.Held;
import dev.watchword.agent.reset.Obstacle;
import dev.watchword.agent.reset.PasswordPlace;
import dev.watchword.agent.reset.Permit;
import dev.watchword.agent.reset.StoredForm;
import dev.watchword.agent.reset.service.MariaDbConversation.Name;
import dev.watchword.agent.reset.service.MariaDbConversation.Told;
import dev.watchword.agent.reset.system.HostFolder;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.PasswordEncoder;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.mariadb.Ed25519Encoder;
import dev.watchword.hash.mysql.MysqlNativeEncoder;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts of the one MariaDB that runs on the machine, named {@code user@host} as in its grant tables. The stored password is
 * made inside the agent, so neither the client nor the server nor its logs see the clear one, and the running server changes it
 * in one statement: wherever the agent stops, the former or the new one works.
 *
 * @param folder the root that the server is configured in, {@code /} on a live host
 */
record MariaDbPasswords(Path folder) implements PasswordPlace {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long PAUSE_MILLIS = 200;

    /** The plugins whose texts are made here. */
    private static final Map<SchemeId, PasswordEncoder> ENCODERS = Map.of(
            SchemeNames.MYSQL_NATIVE, new MysqlNativeEncoder(),
            SchemeNames.MARIADB_ED25519, new Ed25519Encoder());

    @Override
    public Setting set(String account, byte[] password, Permit permit) {
        Optional<Name> name = Name.parse(account);
        if (name.isEmpty() || !MariaDbConversation.hasClient()) {
            return refused(Failure.UNSUPPORTED_STORE);
        }
        List<MariaDbConversation> servers = running(permit);
        if (servers.size() != 1) {
            return refused(servers.isEmpty() ? Failure.STORE_BUSY : Failure.UNSUPPORTED_STORE);
        }
        MariaDbConversation server = servers.getFirst();
        return switch (server.ask(name.get())) {
            case Told.Refused refused -> refused(Failure.ACCESS_DENIED);
            case Told.Unknown unknown -> refused(Failure.ACCOUNT_MISSING);
            case Told.Known(Account known) -> change(server, name.get(), known, password, permit);
        };
    }

    private static Setting change(
            MariaDbConversation server, Name name, Account account, byte[] password, Permit permit) {
        if (account.state() instanceof AccountState.Locked) {
            return refused(Failure.ACCOUNT_LOCKED);
        }
        Optional<PasswordEncoder> encoder = encoder(account);
        if (encoder.isEmpty()) {
            return refused(Failure.UNSUPPORTED_STORE);
        }
        if (server.judgesPasswords()) {
            return refused(Failure.POLICY_REFUSED);
        }
        EncodedHash stored = encoder.get().encode(password, RANDOM);
        if (!permit.stands()) {
            return refused(Failure.STALLED);
        }
        return server.changes(name, stored) ? new Setting.Done() : new Setting.Unsure();
    }

    /** That of the plugin whose password the account has; one that has none is left to its other ways to log in. */
    private static Optional<PasswordEncoder> encoder(Account account) {
        if (account.credentials().size() > 1) {
            return Optional.empty();
        }
        return account.credentials().stream()
                .flatMap(hash -> Optional.ofNullable(ENCODERS.get(hash.scheme())).stream())
                .findFirst();
    }

    @Override
    public Held holds(String account, byte[] password) {
        Optional<Name> name = Name.parse(account);
        if (name.isEmpty()) {
            return Held.NO;
        }
        return stored(account, name.get())
                .map(hashes -> StoredForm.isOneOf(hashes, password))
                .orElse(Held.UNKNOWN);
    }

    /** As the running server says; a stopped one has written down all that it did. Empty when nobody says it. */
    private Optional<List<EncodedHash>> stored(String account, Name name) {
        List<MariaDbConversation> servers =
                trusted().stream().filter(MariaDbConversation::isUp).toList();
        if (servers.size() == 1 && servers.getFirst().ask(name) instanceof Told.Known known) {
            return Optional.of(known.account().credentials());
        }
        if (!servers.isEmpty()) {
            return Optional.empty();
        }
        AccountCollector accounts = new AccountCollector(new Incompleteness());
        try (RootFs root = HostFolder.open(folder)) {
            new MysqlStore(InstantSource.system()).read(root, accounts);
        }
        List<Account> named = accounts.accounts().stream()
                .filter(each -> each.userName().equals(account))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst().credentials()) : Optional.empty();
    }

    @Override
    public Set<Obstacle> obstacles(String account) {
        return Set.of();
    }

    /** Waits for a server as long as the permit lets: after a boot it may start later than the agent. */
    private List<MariaDbConversation> running(Permit permit) {
        long end = System.nanoTime() + permit.patience().toNanos();
        while (true) {
            List<MariaDbConversation> up =
                    trusted().stream().filter(MariaDbConversation::isUp).toList();
            if (!up.isEmpty() || System.nanoTime() >= end) {
                return up;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return up;
            }
        }
    }

    /** Servers behind sockets that root or the owner of a data folder made, each socket once. */
    private List<MariaDbConversation> trusted() {
        return HostFolder.read(folder, this::trusted);
    }

    private List<MariaDbConversation> trusted(RootFs root) {
        Incompleteness left = new Incompleteness();
        List<Path> data =
                LocalServer.dataFolders(root, left).stream().map(this::inFolder).toList();
        return LocalServer.sockets(root, left).stream()
                .flatMap(path -> realPath(root, path).stream())
                .distinct()
                .filter(socket -> data.stream().anyMatch(owner -> isTrusted(socket, owner)))
                .map(MariaDbConversation::new)
                .toList();
    }

    private Optional<Path> realPath(RootFs root, String path) {
        return root.stat(path) instanceof RootFs.Stat.Found found
                ? Optional.of(inFolder(found.info().realPath()))
                : Optional.empty();
    }

    private static boolean isTrusted(Path socket, Path data) {
        try {
            return Listener.isTrusted(socket, data);
        } catch (IOException e) {
            return false;
        }
    }

    private Path inFolder(String path) {
        return folder.resolve(path.substring(1));
    }

    private static Setting refused(Failure why) {
        return new Setting.Refused(why);
    }

    @Override
    public String toString() {
        return "MariaDbPasswords[" + folder + "]";
    }
}
