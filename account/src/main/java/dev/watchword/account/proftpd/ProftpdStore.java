package dev.watchword.account.proftpd;

import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.running.RunningServer;
import dev.watchword.account.running.RunningServers;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.util.List;
import java.util.Set;

/**
 * The users of every ProFTPD whose configuration stands at a usual place: files that AuthUserFile names, users that UserPassword
 * sets, and anonymous access. System users that log in by FTP are the system's accounts; users in SQL and LDAP are told as
 * not covered. See the directives' reference of ProFTPD 1.3.8.
 */
public final class ProftpdStore implements AccountStore {

    private static final List<String> PLACES = List.of(
            "/etc/proftpd/proftpd.conf",
            "/etc/proftpd.conf",
            "/usr/local/etc/proftpd.conf",
            "/usr/local/etc/proftpd/proftpd.conf");

    @Override
    public String title() {
        return "ProFTPD users";
    }

    @Override
    public ServiceType service() {
        return ServiceType.FTP;
    }

    @Override
    public Interest interest() {
        return Interest.inEndings(".conf", ".passwd");
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        Configuration configuration = new Configuration(root, sink);
        new Places(root, ServiceType.FTP, sink, false).matching(PLACES).forEach(configuration::read);
        for (RunningServer server :
                new RunningServers(root, ServiceType.FTP, sink).named(Set.of("proftpd"), Set.of())) {
            server.option("-c")
                    .or(() -> server.option("--config"))
                    .flatMap(server::path)
                    .ifPresent(configuration::read);
        }
    }
}
