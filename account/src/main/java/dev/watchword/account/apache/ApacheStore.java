package dev.watchword.account.apache;

import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.htpasswd.Dialect;
import dev.watchword.account.htpasswd.PasswordFiles;
import dev.watchword.account.running.RunningServer;
import dev.watchword.account.running.RunningServers;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The users of every Apache HTTP Server whose configuration stands at a usual place, or is the one that a running server says it
 * uses: the files that {@code AuthUserFile} names, in the configuration and in the access files of folders where it lets them.
 * See mod_authn_file and core of the manual of 2.4.
 */
public final class ApacheStore implements AccountStore {

    private static final List<String> PLACES = List.of(
            "/etc/apache2/apache2.conf",
            "/etc/apache2/httpd.conf",
            "/etc/httpd/conf/httpd.conf",
            "/etc/httpd/httpd.conf",
            "/usr/local/apache2/conf/httpd.conf",
            "/usr/local/etc/apache24/httpd.conf",
            "/opt/bitnami/apache/conf/httpd.conf",
            "/opt/bitnami/apache2/conf/httpd.conf");

    @Override
    public String title() {
        return "Apache password files";
    }

    @Override
    public ServiceType service() {
        return ServiceType.HTTP;
    }

    @Override
    public Interest interest() {
        return Interest.inEndings(".conf", ".load", "htpasswd", "htaccess", ".passwd", "htdigest");
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        Map<String, String> configurations = new LinkedHashMap<>();
        new Places(root, ServiceType.HTTP, sink, false)
                .matching(PLACES)
                .forEach(path -> configurations.put(path, rootOf(path)));
        for (RunningServer server :
                new RunningServers(root, ServiceType.HTTP, sink).named(Set.of("apache2", "httpd"), Set.of())) {
            configuration(server).ifPresent(path -> configurations.put(path, serverRoot(server, path)));
        }
        PasswordFiles files = new PasswordFiles(root, sink, Dialect.APACHE);
        configurations.forEach((path, serverRoot) -> Configuration.read(root, sink, files, path, serverRoot));
    }

    private static Optional<String> configuration(RunningServer server) {
        Optional<String> named = server.option("-f");
        Optional<String> folder = server.option("-d").flatMap(server::path);
        if (named.isEmpty()) {
            return folder.map(root -> root + "/conf/httpd.conf");
        }
        return named.filter(path -> path.startsWith("/"))
                .or(() -> folder.flatMap(root -> named.map(path -> root + "/" + path)));
    }

    private static String serverRoot(RunningServer server, String configuration) {
        return server.option("-d").flatMap(server::path).orElseGet(() -> rootOf(configuration));
    }

    /** The usual layout: the root holds the configuration, or a folder {@code conf} with it. */
    private static String rootOf(String configuration) {
        String folder = configuration.substring(0, configuration.lastIndexOf('/'));
        return folder.endsWith("/conf") ? folder.substring(0, folder.length() - "/conf".length()) : folder;
    }
}
