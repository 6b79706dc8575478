package dev.watchword.account.vsftpd;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.Fields;
import dev.watchword.account.FoundText;
import dev.watchword.account.Owner;
import dev.watchword.account.SchemeNames;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.account.StoredPassword;
import dev.watchword.account.berkeley.BerkeleyDb;
import dev.watchword.account.berkeley.DamagedDatabase;
import dev.watchword.account.pam.PamService;
import dev.watchword.hash.EncodedHash;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The users of one vsftpd. Belongs to one thread. */
final class VirtualUsers {

    /** Shorter values are no crypt(3) hash for pam_userdb. */
    private static final int SHORTEST_CRYPT = 13;

    private static final FileLimits DATABASE = new FileLimits(64L << 20, 64 << 10);

    private final RootFs root;
    private final VsftpdConfig config;
    private final String configPath;
    private final AccountSink sink;
    private final Set<String> seen;
    private final Set<String> listed = new HashSet<>();

    /**
     * @param seen files that were read before
     */
    VirtualUsers(RootFs root, VsftpdConfig config, String configPath, AccountSink sink, Set<String> seen) {
        this.root = root;
        this.config = config;
        this.configPath = configPath;
        this.sink = sink;
        this.seen = seen;
    }

    void tell() {
        if (config.letsAnybodyIn()) {
            account("anonymous", new StoreRef(configPath, 0), new AccountState.Passwordless(), List.of());
        }
        if (config.hasUserList()) {
            readUserList();
        }
        for (PamService.Module module : PamService.authentication(root, config.pamService(), ServiceType.FTP, sink)) {
            switch (module.name()) {
                case "pam_userdb" -> userDb(module);
                case "pam_pwdfile" -> passwordFile(module);
                default -> {
                    // system users and the like: not in files of vsftpd's own
                }
            }
        }
    }

    private void readUserList() {
        StoreFile.open(root, config.userList(), FileLimits.CONFIGURATION, ServiceType.FTP, sink)
                .ifPresent(opened -> {
                    try (StoreFile file = opened) {
                        file.readLines((line, number) ->
                                listed.add(FoundText.decode(line).strip()));
                    }
                });
    }

    private void userDb(PamService.Module module) {
        Optional<String> named = module.value("db");
        if (named.isEmpty()) {
            sink.diagnostic(new Diagnostic(module.at(), "pam_userdb without a database"));
            return;
        }
        String path = named.get() + ".db";
        if (module.arguments().contains("key_only")) {
            sink.incomplete(ServiceType.FTP, path, "user and password stand in one key (key_only): not read");
            return;
        }
        boolean hashed = module.value("crypt").filter("crypt"::equals).isPresent();
        open(path, DATABASE).ifPresent(opened -> {
            try (StoreFile file = opened) {
                if (seen.add(file.realPath())) {
                    readDatabase(file, hashed);
                }
            }
        });
    }

    private void readDatabase(StoreFile file, boolean hashed) {
        try {
            byte[] whole = file.input().readAllBytes();
            if (file.input().exceeded()) {
                file.incomplete("larger than the limit of " + DATABASE.maxBytes() + " bytes");
                return;
            }
            BerkeleyDb.read(whole, (key, data) -> pair(file, key, data, hashed));
            file.covered();
        } catch (DamagedDatabase damaged) {
            file.incomplete(damaged.reason());
        } catch (IOException failed) {
            file.incomplete("reading failed");
        }
    }

    private void pair(StoreFile file, byte[] key, byte[] data, boolean hashed) {
        String user = FoundText.decode(key);
        if (!hashed) {
            if (data.length == 0) {
                account(user, file.at(0), new AccountState.Passwordless(), List.of());
                return;
            }
            account(user, file.at(0), new AccountState.Usable(), List.of(new EncodedHash(SchemeNames.PLAIN, "", data)));
            return;
        }
        if (data.length < SHORTEST_CRYPT) {
            account(user, file.at(0), new AccountState.Disabled(), List.of());
            return;
        }
        StoredPassword stored = StoredPassword.of(new String(data, StandardCharsets.ISO_8859_1));
        account(user, file.at(0), stored.state(), stored.credentials());
    }

    private void passwordFile(PamService.Module module) {
        Optional<String> path = module.value("pwdfile");
        if (path.isEmpty()) {
            sink.diagnostic(new Diagnostic(module.at(), "pam_pwdfile without a file"));
            return;
        }
        open(path.get(), FileLimits.ACCOUNTS).ifPresent(opened -> {
            try (StoreFile file = opened) {
                if (seen.add(file.realPath())) {
                    file.readLines((line, number) -> passwordLine(file, new Fields(line), number));
                }
            }
        });
    }

    private void passwordLine(StoreFile file, Fields fields, int number) {
        if (fields.isNothing()) {
            return;
        }
        if (fields.count() < 2 || fields.isEmpty(1)) {
            file.diagnostic(number, "not a line of user:password");
            return;
        }
        StoredPassword stored = StoredPassword.of(fields.latin1(2));
        account(fields.text(1), file.at(number), stored.state(), stored.credentials());
    }

    private Optional<StoreFile> open(String path, FileLimits limits) {
        return StoreFile.open(root, path, limits, ServiceType.FTP, sink);
    }

    private void account(String user, StoreRef at, AccountState state, List<EncodedHash> credentials) {
        sink.account(new Account(
                ServiceType.FTP,
                user,
                at,
                mayLogIn(user) ? state : new AccountState.Locked(!credentials.isEmpty()),
                credentials,
                Optional.empty(),
                Owner.UNKNOWN,
                config.exposure(),
                false));
    }

    /** Anonymous access needs no local logins; a list of users binds everybody. */
    private boolean mayLogIn(String user) {
        boolean open = user.equals("anonymous") || config.letsUsersIn();
        return open && !(config.hasUserList() && listed.contains(user) == config.userListDenies());
    }
}
