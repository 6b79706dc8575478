package dev.watchword.account.pureftpd;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.AccountStore;
import dev.watchword.account.Exposure;
import dev.watchword.account.Fields;
import dev.watchword.account.FoundText;
import dev.watchword.account.Owner;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.account.StoredPassword;
import dev.watchword.account.running.RunningServer;
import dev.watchword.account.running.RunningServers;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The virtual users of Pure-FTPd: the database that it reads, the text that the database is made from (users that were not put
 * into the database yet are told too), and whether anybody may come in as anonymous on Debian's layout. See pure-pw(8).
 */
public final class PureFtpdStore implements AccountStore {

    private static final FileLimits DATABASE = new FileLimits(64L << 20, 64 << 10);

    private static final List<String> DATABASES =
            List.of("/etc/pureftpd.pdb", "/etc/pure-ftpd/*.pdb", "/usr/local/etc/*.pdb", "/etc/pure-ftpd/db/*.pdb");
    private static final List<String> TEXTS =
            List.of("/etc/pureftpd.passwd", "/etc/pure-ftpd/*.passwd", "/usr/local/etc/pureftpd.passwd");
    private static final String SETTINGS = "/etc/pure-ftpd/conf/";
    private static final int MAX_SETTING = 4_096;

    /** How the server is told of a database: {@code -l puredb:PATH}, {@code --login=puredb:PATH}. */
    private static final String LOGIN = "puredb:";

    @Override
    public String title() {
        return "Pure-FTPd virtual users";
    }

    @Override
    public ServiceType service() {
        return ServiceType.FTP;
    }

    @Override
    public Interest interest() {
        return Interest.inEndings(".pdb", ".passwd");
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        Reading reading = new Reading(root, sink);
        reading.anonymous();
        Files files = files(root, sink);
        files.databases().forEach(reading::database);
        files.texts().forEach(reading::text);
    }

    /**
     * Where users stand.
     *
     * @param databases that servers read, by path
     * @param texts that such databases are made from, by path
     */
    public record Files(List<String> databases, List<String> texts) {}

    /**
     * The files of users that are there.
     *
     * @param sink hears what cannot be read
     */
    public static Files files(RootFs root, AccountSink sink) {
        Places places = new Places(root, ServiceType.FTP, sink, false);
        Set<String> databases = new HashSet<>(places.matching(DATABASES));
        setting(root, sink, "PureDB").filter(path -> path.startsWith("/")).ifPresent(databases::add);
        for (RunningServer server :
                new RunningServers(root, ServiceType.FTP, sink).named(Set.of("pure-ftpd"), Set.of())) {
            server.arguments().stream()
                    .filter(word -> word.contains(LOGIN))
                    .map(word -> word.substring(word.indexOf(LOGIN) + LOGIN.length()))
                    .flatMap(path -> server.path(path).stream())
                    .forEach(databases::add);
        }
        return new Files(databases.stream().sorted().toList(), List.copyOf(places.matching(TEXTS)));
    }

    /** One of the settings that Debian keeps in a file each. */
    private static Optional<String> setting(RootFs root, AccountSink sink, String name) {
        return StoreFile.open(root, SETTINGS + name, new FileLimits(MAX_SETTING, MAX_SETTING), ServiceType.FTP, sink)
                .flatMap(opened -> {
                    try (StoreFile file = opened) {
                        String text = FoundText.decode(file.input().readAllBytes());
                        return text.lines().map(String::strip).findFirst();
                    } catch (IOException failed) {
                        sink.incomplete(ServiceType.FTP, SETTINGS + name, "reading failed");
                        return Optional.empty();
                    }
                });
    }

    /** One reading of a root. */
    private static final class Reading {

        private final RootFs root;
        private final AccountSink sink;
        private final Set<String> files = new HashSet<>();
        private final Set<Known> known = new HashSet<>();

        Reading(RootFs root, AccountSink sink) {
            this.root = root;
            this.sink = sink;
        }

        /** Debian's server lets anybody in unless NoAnonymous says yes and as long as there is a user "ftp". */
        void anonymous() {
            if (!(root.stat(SETTINGS) instanceof RootFs.Stat.Found)) {
                return;
            }
            boolean off = setting(root, sink, "NoAnonymous")
                    .filter(text -> Set.of("yes", "on", "1").contains(text.toLowerCase(java.util.Locale.ROOT)))
                    .isPresent();
            if (!off && hasFtpUser()) {
                account("anonymous", new StoreRef(SETTINGS + "NoAnonymous", 0), PASSWORDLESS, Owner.UNKNOWN);
            }
        }

        private boolean hasFtpUser() {
            boolean[] found = new boolean[1];
            switch (root.open("/etc/passwd", FileLimits.ACCOUNTS)) {
                case RootFs.Opened.Refused refused -> {}
                case RootFs.Opened.File file -> {
                    try (StoreFile passwd =
                            StoreFile.over(file.input(), "/etc/passwd", FileLimits.ACCOUNTS, ServiceType.FTP, NOBODY)) {
                        passwd.readLines((line, number) -> found[0] |= line.length > 4
                                && line[0] == 'f'
                                && line[1] == 't'
                                && line[2] == 'p'
                                && line[3] == ':');
                    }
                }
            }
            return found[0];
        }

        void database(String path) {
            StoreFile.open(root, path, DATABASE, ServiceType.FTP, sink).ifPresent(opened -> {
                try (StoreFile file = opened) {
                    if (files.add(file.realPath())) {
                        database(file);
                    }
                } catch (IOException failed) {
                    sink.incomplete(ServiceType.FTP, path, "reading failed");
                }
            });
        }

        private void database(StoreFile file) throws IOException {
            byte[] whole = file.input().readAllBytes();
            if (file.input().exceeded()) {
                file.incomplete("larger than the limit of " + DATABASE.maxBytes() + " bytes");
                return;
            }
            Optional<String> wrong = PureDb.read(whole, (user, record) -> user(file, 0, line(user, record)));
            wrong.ifPresentOrElse(file::incomplete, file::covered);
        }

        void text(String path) {
            StoreFile.open(root, path, FileLimits.ACCOUNTS, ServiceType.FTP, sink)
                    .ifPresent(opened -> {
                        try (StoreFile file = opened) {
                            if (files.add(file.realPath())) {
                                file.readLines((line, number) -> user(file, number, line));
                            }
                        }
                    });
        }

        /** A record is a line of the text without the name that it is found by. */
        private static byte[] line(byte[] user, byte[] record) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(user.length + 1 + record.length);
            line.writeBytes(user);
            line.write(':');
            line.writeBytes(record);
            return line.toByteArray();
        }

        private void user(StoreFile file, int number, byte[] line) {
            Fields fields = new Fields(line);
            if (fields.isNothing()) {
                return;
            }
            if (fields.count() < 2 || fields.isEmpty(1)) {
                file.diagnostic(number, "not a line of colon-separated fields");
                return;
            }
            if (!known.add(new Known(fields.text(1), fields.latin1(2)))) {
                return;
            }
            // an empty field is compared as a hash, which nothing matches
            StoredPassword stored = fields.isEmpty(2) ? DISABLED : StoredPassword.of(fields.latin1(2));
            long uid = fields.number(3, -1);
            Owner owner =
                    new Owner(fields.text(5), fields.text(6), "", uid < 0 || uid > Integer.MAX_VALUE ? -1 : (int) uid);
            account(fields.text(1), file.at(number), stored, owner);
        }

        private void account(String name, StoreRef at, StoredPassword stored, Owner owner) {
            sink.account(new Account(
                    ServiceType.FTP,
                    name,
                    at,
                    stored.state(),
                    stored.credentials(),
                    Optional.empty(),
                    owner,
                    Exposure.UNKNOWN,
                    false));
        }
    }

    private static final StoredPassword PASSWORDLESS = new StoredPassword(new AccountState.Passwordless(), List.of());
    private static final StoredPassword DISABLED = new StoredPassword(new AccountState.Disabled(), List.of());
    private static final AccountSink NOBODY = new AccountSink() {
        @Override
        public void account(Account account) {}

        @Override
        public void diagnostic(dev.watchword.account.Diagnostic diagnostic) {}

        @Override
        public void covered(ServiceType service, String store) {}

        @Override
        public void incomplete(ServiceType service, String store, String reason) {}
    };

    /** A user as it was told already. */
    private record Known(String user, String stored) {
        @Override
        public String toString() {
            return user;
        }
    }
}
