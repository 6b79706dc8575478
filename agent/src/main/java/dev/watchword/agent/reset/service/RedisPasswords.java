package dev.watchword.agent.reset.service;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.SchemeNames;
import dev.watchword.account.redis.ConfiguredServer;
import dev.watchword.account.redis.RedisStore;
import dev.watchword.agent.reset.Failure;
import dev.watchword.agent.reset.Held;
import dev.watchword.agent.reset.Obstacle;
import dev.watchword.agent.reset.PasswordPlace;
import dev.watchword.agent.reset.Permit;
import dev.watchword.agent.reset.StoredForm;
import dev.watchword.agent.reset.system.HostFolder;
import dev.watchword.agent.reset.system.WholeFile;
import dev.watchword.hash.EncodedHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The users of the one Redis server that the machine's configuration tells of. The running server changes the password and
 * writes it down in one transaction, so that what stands in its files is what became of it, wherever the agent stops. The
 * agent logs in with a password that the configuration holds in clear, or without one where none is needed.
 *
 * @param folder the root that it is configured in, {@code /} on a live host
 */
public record RedisPasswords(Path folder) implements PasswordPlace {

    private static final String DEFAULT = "default";
    private static final long PAUSE_MILLIS = 200;

    @Override
    public Setting set(String account, byte[] password, Permit permit) {
        Servers servers = servers();
        List<ConfiguredServer> having = servers.having(account);
        if (having.isEmpty()) {
            return refused(servers.complete() ? Failure.ACCOUNT_MISSING : Failure.UNSUPPORTED_STORE);
        }
        ConfiguredServer server = having.getFirst();
        if (having.size() > 1 || !servers.complete() || server.sentinel()) {
            return refused(Failure.UNSUPPORTED_STORE);
        }
        Account former = named(server, account).orElseThrow();
        if (former.state() instanceof AccountState.Locked) {
            return refused(Failure.ACCOUNT_LOCKED);
        }
        Optional<Login> login = login(server);
        if (login.isEmpty()) {
            return refused(Failure.ACCESS_DENIED);
        }
        try {
            return change(new RedisConversation(folder, server, login.get(), permit), former, password, permit);
        } catch (IOException e) {
            return refused(Failure.NOT_APPLIED);
        }
    }

    private Setting change(RedisConversation talk, Account former, byte[] password, Permit permit) throws IOException {
        Path file = folder.resolve(former.store().path().substring(1));
        Optional<Failure> unfit = ready(talk, permit);
        if (unfit.isEmpty()) {
            // What cannot be written is known before anything is changed.
            unfit = talk.writesItsFile(file);
        }
        if (unfit.isPresent()) {
            // A server that was given no time says nothing about itself.
            return refused(permit.stands() ? unfit.get() : Failure.STALLED);
        }
        if (!permit.stands()) {
            return refused(Failure.STALLED);
        }
        if (!talk.changes(former.userName(), List.of(new NewPassword.Clear(password)))) {
            Held held = holds(former.userName(), password);
            if (held == Held.UNKNOWN) {
                putBack(talk, former, password);
            }
            if (held != Held.YES) {
                return new Setting.Unsure();
            }
        }
        WholeFile.sync(file);
        WholeFile.sync(file.resolveSibling("."));
        return new Setting.Done();
    }

    /**
     * Undoes what the server has taken and could not write down. Whoever changed the password that he logs in with has the new
     * one, or still the former one: nobody knows which.
     */
    private static void putBack(RedisConversation talk, Account former, byte[] password) {
        List<NewPassword> before = formerPasswords(former);
        // A user without a password that is known is left as it is: to restore none would let everybody in.
        if (before.isEmpty() && !(former.state() instanceof AccountState.Passwordless)) {
            return;
        }
        Login changed = new Login(former.userName(), Optional.of(password));
        List<Login> logins =
                talk.login().user().equals(changed.user()) ? List.of(changed, talk.login()) : List.of(talk.login());
        for (Login login : logins) {
            if (new RedisConversation(talk.folder(), talk.server(), login, RedisConversation.ALWAYS)
                    .changes(former.userName(), before)) {
                return;
            }
        }
    }

    /** Waits for the server as long as the permit lets: after a boot it may start later than the agent. */
    private static Optional<Failure> ready(RedisConversation talk, Permit permit) throws IOException {
        long end = System.nanoTime() + permit.patience().toNanos();
        while (true) {
            Optional<Failure> unfit = talk.unfit();
            if (!unfit.equals(Optional.of(Failure.STORE_BUSY)) || System.nanoTime() >= end) {
                return unfit;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return unfit;
            }
        }
    }

    private static List<NewPassword> formerPasswords(Account former) {
        return former.credentials().stream().map(RedisPasswords::formerPassword).toList();
    }

    private static NewPassword formerPassword(EncodedHash hash) {
        return hash.scheme().equals(SchemeNames.PLAIN)
                ? new NewPassword.Clear(clear(hash))
                : new NewPassword.Hashed(hash.latin1());
    }

    private static byte[] clear(EncodedHash hash) {
        return hash.latin1().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A user that may do everything and whose password is known; the default user first. */
    private static Optional<Login> login(ConfiguredServer server) {
        Optional<Account> open = named(server, DEFAULT).filter(RedisPasswords::isOpen);
        if (open.isPresent()) {
            return Optional.of(new Login(DEFAULT, Optional.empty()));
        }
        return server.accounts().stream()
                .filter(account -> account.privileged() && account.state() instanceof AccountState.Usable)
                .flatMap(account -> account.credentials().stream()
                        .filter(hash -> hash.scheme().equals(SchemeNames.PLAIN))
                        .map(hash -> new Login(account.userName(), Optional.of(clear(hash)))))
                .findFirst();
    }

    private static boolean isOpen(Account account) {
        return account.privileged() && account.state() instanceof AccountState.Passwordless;
    }

    /** As the files and the running server say; when they differ, a new start would bring the other password. */
    @Override
    public Held holds(String account, byte[] password) {
        List<ConfiguredServer> having = servers().having(account);
        if (having.size() != 1) {
            return Held.UNKNOWN;
        }
        ConfiguredServer server = having.getFirst();
        Held written = StoredForm.isOneOf(named(server, account).orElseThrow().credentials(), password);
        Login none = new Login(account, Optional.empty());
        try {
            return new RedisConversation(folder, server, none, RedisConversation.ALWAYS)
                    .admits(account, password)
                    .filter(running -> running != written)
                    .map(running -> Held.UNKNOWN)
                    .orElse(written);
        } catch (IOException e) {
            return Held.UNKNOWN;
        }
    }

    @Override
    public Set<Obstacle> obstacles(String account) {
        return Set.of();
    }

    private Servers servers() {
        Incompleteness left = new Incompleteness();
        List<ConfiguredServer> found = HostFolder.read(folder, root -> RedisStore.servers(root, left));
        return new Servers(found, !left.heard());
    }

    private static Optional<Account> named(ConfiguredServer server, String name) {
        // Passwords for other servers stand there too, named after their setting; they have no rights here.
        return server.accounts().stream()
                .filter(account -> account.userName().equals(name) && !isForOthers(account))
                .findFirst();
    }

    private static boolean isForOthers(Account account) {
        return account.userName().equals("masterauth") || account.userName().startsWith("sentinel ");
    }

    private static Setting refused(Failure why) {
        return new Setting.Refused(why);
    }

    /**
     * How the agent logs in.
     *
     * @param password empty when none is needed
     */
    record Login(String user, Optional<byte[]> password) {

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /** A password as a user is given it. */
    sealed interface NewPassword {

        /** As its bytes. */
        record Clear(byte[] bytes) implements NewPassword {
            @Override
            public String toString() {
                return "Clear";
            }
        }

        /** As its SHA-256 in hex. */
        record Hashed(String hex) implements NewPassword {
            @Override
            public String toString() {
                return "Hashed";
            }
        }
    }

    private record Servers(List<ConfiguredServer> found, boolean complete) {

        private List<ConfiguredServer> having(String account) {
            return found.stream()
                    .filter(server -> named(server, account).isPresent())
                    .toList();
        }
    }

    @Override
    public String toString() {
        return "RedisPasswords[" + folder + "]";
    }
}
