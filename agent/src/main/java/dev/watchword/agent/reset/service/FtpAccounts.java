package dev.watchword.agent.reset.service;

import dev.watchword.account.Account;
import dev.watchword.account.AccountCollector;
import dev.watchword.account.proftpd.ProftpdStore;
import dev.watchword.account.vsftpd.VsftpdStore;
import dev.watchword.hash.PasswordEncoder;
import dev.watchword.hash.shacrypt.ShacryptEncoder;
import dev.watchword.hash.yescrypt.YescryptEncoder;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Virtual users of FTP servers: of vsftpd by pam_pwdfile, of ProFTPD by AuthUserFile, and those of Pure-FTPd. Found but not changed
 * are users in a Berkeley database, in a configuration itself, and anonymous access.
 */
final class FtpAccounts implements FileAccounts {

    @Override
    public Found named(RootFs root, String name) {
        Incompleteness left = new Incompleteness();
        AccountCollector collector = new AccountCollector(left);
        new VsftpdStore().read(root, collector);
        new ProftpdStore().read(root, collector);
        List<StoredAccount> found = new ArrayList<>(collector.accounts().stream()
                .filter(account -> account.userName().equals(name))
                .map(account -> inLines(root, account))
                .toList());
        found.addAll(new PureFtpdFiles(root, left).named(name));
        return new Found(found, !left.heard());
    }

    private static StoredAccount inLines(RootFs root, Account account) {
        List<StoredAccount.Part> parts = account.store().line() < 1
                ? List.of()
                : root.stat(account.store().path()) instanceof RootFs.Stat.Found found
                        ? List.of(new StoredAccount.Part(
                                found.info().realPath(),
                                (content, stored) -> ColonLine.with(
                                        content, account.store().line(), account.userName(), stored.latin1())))
                        : List.of();
        return new StoredAccount(account, Optional.of(encoder(account)), parts, Set.of());
    }

    /** yescrypt only where the server has one already: an older libcrypt could not read it. */
    static PasswordEncoder encoder(Account account) {
        boolean yescrypt =
                account.credentials().stream().anyMatch(hash -> hash.latin1().startsWith("$y$"));
        return yescrypt ? new YescryptEncoder() : new ShacryptEncoder();
    }
}
