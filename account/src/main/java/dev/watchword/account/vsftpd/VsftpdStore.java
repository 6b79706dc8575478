package dev.watchword.account.vsftpd;

import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.running.RunningServer;
import dev.watchword.account.running.RunningServers;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The virtual users of every vsftpd whose configuration stands at a usual place, as PAM leads to them: databases of pam_userdb and
 * files of pam_pwdfile; and whether anybody may come in as anonymous. System users that log in by FTP are the system's
 * accounts. See vsftpd.conf(5), pam_userdb(8).
 */
public final class VsftpdStore implements AccountStore {

    private static final List<String> PLACES = List.of(
            "/etc/vsftpd.conf", "/etc/vsftpd/*.conf", "/usr/local/etc/vsftpd.conf", "/usr/local/etc/vsftpd/*.conf");

    @Override
    public String title() {
        return "vsftpd virtual users";
    }

    @Override
    public ServiceType service() {
        return ServiceType.FTP;
    }

    @Override
    public Interest interest() {
        return Interest.inEndings(".conf", ".db");
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> paths = new ArrayList<>(new Places(root, ServiceType.FTP, sink, false).matching(PLACES));
        for (RunningServer server : new RunningServers(root, ServiceType.FTP, sink).named(Set.of("vsftpd"), Set.of())) {
            server.arguments().stream()
                    .filter(word -> !word.startsWith("-"))
                    .flatMap(word -> server.path(word).stream())
                    .forEach(paths::add);
        }
        for (String path : paths) {
            StoreFile.open(root, path, FileLimits.CONFIGURATION, ServiceType.FTP, sink)
                    .ifPresent(opened -> {
                        try (StoreFile file = opened) {
                            if (seen.add(file.realPath())) {
                                VsftpdConfig config = VsftpdConfig.of(file);
                                new VirtualUsers(root, config, file.path(), sink, seen).tell();
                            }
                        }
                    });
        }
    }
}
