package dev.watchword.account.mysql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.FoundText;
import dev.watchword.account.IncludedFiles;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where option files say that servers keep their data and listen: {@code datadir} and {@code socket} of every section that a
 * server reads, with {@code !include} and {@code !includedir} followed. Each file is read once.
 */
final class OptionFiles {

    private static final List<String> PLACES = List.of(
            "/etc/my.cnf",
            "/etc/mysql/my.cnf",
            "/etc/mysql/mariadb.cnf",
            "/usr/local/etc/my.cnf",
            "/usr/local/mysql/etc/my.cnf",
            "/usr/local/mysql/my.cnf",
            "/opt/bitnami/mariadb/conf/my.cnf",
            "/opt/bitnami/mysql/conf/my.cnf");

    private static final List<String> SERVERS = List.of("mysqld", "mariadb", "mariadbd", "server");

    private final Places places;
    private final IncludedFiles included;
    private final Set<String> folders = new LinkedHashSet<>();
    private final Set<String> sockets = new LinkedHashSet<>();

    private OptionFiles(RootFs root, AccountSink sink) {
        this.places = new Places(root, ServiceType.MYSQL, sink, false);
        this.included = new IncludedFiles(root, ServiceType.MYSQL, sink);
    }

    /** Absolute paths of data folders, each once. */
    static List<String> dataFolders(RootFs root, AccountSink sink) {
        return List.copyOf(of(root, sink).folders);
    }

    /** Absolute paths of sockets, each once. */
    static List<String> sockets(RootFs root, AccountSink sink) {
        return List.copyOf(of(root, sink).sockets);
    }

    private static OptionFiles of(RootFs root, AccountSink sink) {
        OptionFiles files = new OptionFiles(root, sink);
        files.places.matching(PLACES).forEach(files::read);
        return files;
    }

    private void read(String path) {
        List<String> named = new ArrayList<>();
        included.read(path, file -> {
            new Reading(named).of(file);
            named.forEach(this::read);
        });
    }

    private final class Reading {
        private final List<String> included;
        private boolean ofServer;

        Reading(List<String> included) {
            this.included = included;
        }

        void of(StoreFile file) {
            file.readLines((bytes, number) -> line(FoundText.decode(bytes).strip()));
        }

        private void line(String line) {
            if (line.startsWith("[") && line.contains("]")) {
                ofServer = isServer(line.substring(1, line.indexOf(']')).strip());
            } else if (line.startsWith("!includedir")) {
                String folder = line.substring("!includedir".length()).strip();
                if (folder.startsWith("/")) {
                    included.addAll(places.matching(withoutEnd(folder) + "/*.cnf"));
                }
            } else if (line.startsWith("!include")) {
                String path = line.substring("!include".length()).strip();
                if (path.startsWith("/")) {
                    included.add(path);
                }
            } else if (ofServer) {
                option(line);
            }
        }

        private void option(String line) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : name(line.substring(0, equals));
            if (!name.equals("datadir") && !name.equals("socket")) {
                return;
            }
            String value = value(line.substring(equals + 1));
            if (value.startsWith("/")) {
                (name.equals("datadir") ? folders : sockets).add(withoutEnd(value));
            }
        }
    }

    /** What stands behind the equals sign, without its quotes and the comment after it. */
    static String value(String written) {
        String value = written.strip();
        if (value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"))) {
            int end = value.indexOf(value.charAt(0), 1);
            return end < 0 ? value : value.substring(1, end);
        }
        return value.split("\\s#", 2)[0].strip();
    }

    private static String name(String option) {
        String name = option.strip().replace('_', '-').toLowerCase(Locale.ROOT);
        return name.startsWith("loose-") ? name.substring("loose-".length()) : name;
    }

    private static boolean isServer(String section) {
        return SERVERS.stream()
                .anyMatch(server -> section.equals(server)
                        || section.startsWith(server + "-")
                        || section.matches(server + "[.0-9]+"));
    }

    private static String withoutEnd(String folder) {
        return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }
}
