package dev.watchword.account.redis;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.Credential;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.Exposure;
import dev.watchword.account.Owner;
import dev.watchword.account.SchemeNames;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.hash.EncodedHash;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accounts of one server, as it has them after it started with its configuration. */
final class ServerAccounts {

    private final RootFs root;
    private final ConfigReading reading;
    private final AccountSink sink;

    ServerAccounts(RootFs root, ConfigReading reading, AccountSink sink) {
        this.root = root;
        this.reading = reading;
        this.sink = sink;
    }

    void tell(ConfigFile start, ServerConfig config) {
        List<AclUser> users = new ArrayList<>(AclRules.inConfig(config.users(), sink));
        boolean aclFileRead = true;
        if (config.aclfile().isPresent()) {
            aclFileRead = addAclFile(config, config.aclfile().get(), users);
        }
        boolean defaultKnown = users.stream().anyMatch(ServerAccounts::isDefault);
        if (defaultKnown) {
            foldRequirepass(config, users);
        } else if (aclFileRead) {
            users.addFirst(defaultUser(start, config));
        }
        boolean openToAll = users.stream().anyMatch(user -> isDefault(user) && user.needsNoPassword());
        Exposure exposure = config.reachability().exposure(openToAll);
        users.forEach(user -> tell(user, exposure));
        config.storedSecrets().forEach(this::tell);
    }

    private static boolean isDefault(AclUser user) {
        return user.name().equals(AclUser.DEFAULT);
    }

    private boolean addAclFile(ServerConfig config, Directive line, List<AclUser> users) {
        if (!config.users().isEmpty()) {
            diagnostic(line.at(), "users stand both here and in the ACL file: the server refuses to start");
        }
        Optional<String> path = reading.target(line, config);
        if (path.isEmpty()) {
            String reason = "line " + line.at().line() + ": the ACL file is not found";
            sink.incomplete(ServiceType.REDIS, line.at().path(), reason);
            return false;
        }
        Optional<StoreFile> opened =
                StoreFile.open(root, path.get(), FileLimits.CONFIGURATION, ServiceType.REDIS, sink);
        if (opened.isEmpty()) {
            return false;
        }
        try (StoreFile file = opened.get()) {
            users.addAll(AclRules.inFile(file));
        }
        return true;
    }

    /** A rewritten configuration keeps the password in clear beside its hash: they are one. */
    private void foldRequirepass(ServerConfig config, List<AclUser> users) {
        if (config.requirepass().isEmpty()) {
            return;
        }
        Directive line = config.requirepass().get();
        boolean known = false;
        for (AclUser user : users) {
            known |= isDefault(user) && user.recognise(line.argument());
        }
        if (!known) {
            diagnostic(line.at(), "requirepass is without effect: the rules of the default user decide");
        }
    }

    private AclUser defaultUser(ConfigFile start, ServerConfig config) {
        if (config.requirepass().isEmpty()) {
            return AclUser.unrestricted(new StoreRef(start.path(), 0));
        }
        Directive line = config.requirepass().get();
        if (config.aclfile().isPresent()) {
            diagnostic(line.at(), "requirepass is without effect beside an ACL file");
            return AclUser.unrestricted(config.aclfile().get().at());
        }
        AclUser user = AclUser.unrestricted(line.at());
        user.apply(List.of("resetpass", ">" + line.argument()));
        return user;
    }

    private void tell(AclUser user, Exposure exposure) {
        sink.account(new Account(
                ServiceType.REDIS,
                user.name(),
                user.at(),
                user.state(),
                user.credentials(),
                Optional.empty(),
                Owner.UNKNOWN,
                exposure,
                user.isPrivileged()));
    }

    private void tell(ServerConfig.StoredSecret secret) {
        Credential credential = Credential.of(EncodedHash.of(SchemeNames.PLAIN, secret.clear()));
        sink.account(new Account(
                ServiceType.REDIS,
                secret.name(),
                secret.at(),
                switch (credential) {
                    case Credential.Testable testable -> new AccountState.Usable();
                    case Credential.Untestable untestable -> new AccountState.Unsupported(untestable.reason());
                },
                switch (credential) {
                    case Credential.Testable testable -> List.of(testable.hash());
                    case Credential.Untestable untestable -> List.of();
                },
                Optional.empty(),
                Owner.UNKNOWN,
                Exposure.UNKNOWN,
                false));
    }

    private void diagnostic(StoreRef at, String reason) {
        sink.diagnostic(new Diagnostic(at, reason));
    }
}
