package dev.watchword.account.nginx;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The users of every nginx whose configuration stands at a usual place, or is the one that a running server says it uses: the
 * files that {@code auth_basic_user_file} names. See the reference of ngx_http_auth_basic_module.
 */
public final class NginxStore implements AccountStore {

    private static final List<String> PLACES = List.of(
            "/etc/nginx/nginx.conf",
            "/usr/local/nginx/conf/nginx.conf",
            "/usr/local/etc/nginx/nginx.conf",
            "/usr/local/openresty/nginx/conf/nginx.conf",
            "/opt/nginx/conf/nginx.conf",
            "/opt/bitnami/nginx/conf/nginx.conf");

    @Override
    public String title() {
        return "nginx password files";
    }

    @Override
    public ServiceType service() {
        return ServiceType.HTTP;
    }

    @Override
    public Interest interest() {
        return Interest.inEndings(".conf", "htpasswd", ".passwd");
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        Set<String> configurations =
                new LinkedHashSet<>(new Places(root, ServiceType.HTTP, sink, false).matching(PLACES));
        for (RunningServer server : new RunningServers(root, ServiceType.HTTP, sink).named(Set.of("nginx"), Set.of())) {
            configuration(server).ifPresent(configurations::add);
        }
        PasswordFiles files = new PasswordFiles(root, sink, Dialect.NGINX);
        configurations.forEach(path -> Configuration.read(root, sink, files, path));
    }

    /** A relative {@code -c} is relative to the prefix that {@code -p} names; nobody here knows the one that was compiled in. */
    private static Optional<String> configuration(RunningServer server) {
        Optional<String> prefix = server.option("-p").flatMap(server::path);
        Optional<String> named = server.option("-c");
        if (named.isEmpty()) {
            return prefix.map(folder -> folder + "/conf/nginx.conf");
        }
        return named.filter(path -> path.startsWith("/"))
                .or(() -> prefix.flatMap(folder -> named.map(path -> folder + "/" + path)));
    }
}
