package dev.watchword.account.tomcat;

import dev.watchword.account.AccountCollector;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.account.running.RunningServer;
import dev.watchword.account.running.RunningServers;
import dev.watchword.rootfs.FileInfo;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The users of every Apache Tomcat whose configuration stands at a usual place. Links to one configuration count as one. See
 * the Realm and CredentialHandler pages of Tomcat's documentation.
 */
public final class TomcatStore implements AccountStore {

    /** Folders that hold {@code server.xml}; CATALINA_BASE is the parent of those named {@code conf}. */
    private static final List<String> PLACES = List.of(
            "/var/lib/*tomcat*/conf",
            "/var/lib/tomcats/*/conf",
            "/usr/share/*tomcat*/conf",
            "/usr/local/*tomcat*/conf",
            "/usr/local/*/*tomcat*/conf",
            "/usr/*tomcat*/conf",
            "/opt/*tomcat*/conf",
            "/opt/*/*tomcat*/conf",
            "/srv/*tomcat*/conf",
            "/srv/*/*tomcat*/conf",
            "/data/*tomcat*/conf",
            "/data/*/*tomcat*/conf",
            "/app/*tomcat*/conf",
            "/home/*/*tomcat*/conf",
            "/root/*tomcat*/conf",
            "/*tomcat*/conf",
            "/etc/*tomcat*");

    /** Whose Java processes are believed besides root's. */
    private static final Set<String> USERS = Set.of("tomcat", "tomcat8", "tomcat9", "tomcat10", "tomcat11");

    @Override
    public String title() {
        return "Apache Tomcat users";
    }

    @Override
    public ServiceType service() {
        return ServiceType.TOMCAT;
    }

    @Override
    public Interest interest() {
        return Interest.inNames("server.xml", "context.xml", "tomcat-users.xml", "catalina.properties");
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        found(root, sink).forEach(file -> tell(root, file, sink));
    }

    /**
     * The files of users that are there, each with its own accounts.
     *
     * @param sink hears what is bad or not read; gets no accounts
     */
    public static List<ConfiguredUsers> users(RootFs root, AccountSink sink) {
        List<ConfiguredUsers> users = new ArrayList<>();
        for (UsersFile file : found(root, sink)) {
            realPath(root, file.path()).ifPresent(real -> {
                AccountCollector accounts = new AccountCollector(sink);
                tell(root, file, accounts);
                users.add(new ConfiguredUsers(real, file, accounts.accounts()));
            });
        }
        return List.copyOf(users);
    }

    private static Collection<UsersFile> found(RootFs root, AccountSink sink) {
        Map<String, String> bases = new LinkedHashMap<>();
        Places places = new Places(root, ServiceType.TOMCAT, sink, true);
        for (String conf : places.matching(PLACES)) {
            if (places.isThere(conf + "/server.xml") || places.isThere(conf + "/tomcat-users.xml")) {
                realPath(root, conf).ifPresent(real -> bases.putIfAbsent(real, base(conf)));
            }
        }
        for (RunningServer java : new RunningServers(root, ServiceType.TOMCAT, sink).named(Set.of("java"), USERS)) {
            java.option("-Dcatalina.base")
                    .flatMap(java::path)
                    .ifPresent(base -> realPath(root, base + "/conf").ifPresent(real -> bases.put(real, base)));
        }
        Map<String, UsersFile> users = new LinkedHashMap<>();
        bases.forEach((conf, base) -> {
            for (UsersFile file : new CatalinaBase(root, conf, base, sink).users()) {
                users.merge(realPath(root, file.path()).orElse(file.path()), file, UsersFile::and);
            }
        });
        return users.values();
    }

    private static void tell(RootFs root, UsersFile users, AccountSink sink) {
        Optional<StoreFile> opened =
                StoreFile.open(root, users.path(), FileLimits.CONFIGURATION, ServiceType.TOMCAT, sink);
        if (opened.isEmpty()) {
            if (root.stat(users.path()) instanceof RootFs.Stat.Refused) {
                sink.diagnostic(new Diagnostic(
                        new StoreRef(users.path(), 0), "a realm takes its users from this file, which is not there"));
            }
            return;
        }
        try (StoreFile file = opened.get()) {
            CatalinaBase.document(file).ifPresent(new UsersReading(users, file, sink)::tell);
        }
    }

    private static Optional<String> realPath(RootFs root, String path) {
        return root.stat(path) instanceof RootFs.Stat.Found found
                ? Optional.of(found.info()).map(FileInfo::realPath)
                : Optional.empty();
    }

    private static String base(String conf) {
        int end = conf.lastIndexOf('/');
        String name = conf.substring(end + 1);
        return name.equals("conf") ? conf.substring(0, end) : "/var/lib/" + name;
    }
}
