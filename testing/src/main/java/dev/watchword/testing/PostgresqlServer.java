package dev.watchword.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL of Debian's, on a data folder of its own, run by the user {@code postgres}, whom the server knows by the socket and nobody
 * else without a password. It listens on loopback too, so that passwords can be tried as people do. Needs root.
 *
 * <p>Closing kills it and removes its folder. Safe for use by several threads.
 */
public final class PostgresqlServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final List<String> AS_POSTGRES = List.of("/usr/sbin/runuser", "-u", "postgres", "--");

    private final Path folder;
    private final int port;
    private final ServerProcess process;

    private PostgresqlServer(Path folder, int port, ServerProcess process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Makes a new cluster and starts it. */
    public static PostgresqlServer start() {
        DebianPackage.POSTGRESQL.require();
        Path folder = newFolder();
        try {
            Command.of("/bin/chown", "postgres", folder.toString()).runOrFail();
            Command.of(asPostgres(
                            programs() + "/initdb",
                            "--no-sync",
                            "--auth-local=peer",
                            "--auth-host=scram-sha-256",
                            "--encoding=UTF8",
                            "--pgdata=" + folder.resolve("data")))
                    .runOrFail();
            Files.writeString(folder.resolve("data/pg_hba.conf"), """
                    local all all peer
                    host all all 127.0.0.1/32 md5
                    """);
            int port = FreePort.take();
            ServerProcess process = ServerProcess.start("postgres", words(folder, port));
            PostgresqlServer server = new PostgresqlServer(folder, port, process);
            process.awaitReady(START_LIMIT, server::answers);
            return server;
        } catch (IOException e) {
            remove(folder);
            throw new FixtureFailure("cannot write the rules of PostgreSQL", e);
        } catch (FixtureFailure e) {
            remove(folder);
            throw e;
        }
    }

    /** In a place that the server's user can enter too. */
    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("/tmp"), "postgresql");
        } catch (IOException e) {
            throw new FixtureFailure("cannot make a folder for PostgreSQL", e);
        }
    }

    /** Where the programs of the newest version stand that is installed. */
    private static String programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.exists(bin.resolve("initdb")))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new FixtureFailure("no PostgreSQL server is installed"))
                    .toString();
        } catch (IOException e) {
            throw new FixtureFailure("no PostgreSQL is installed", e);
        }
    }

    private static List<String> asPostgres(String... words) {
        List<String> all = new ArrayList<>(AS_POSTGRES);
        all.addAll(List.of(words));
        return all;
    }

    /** The user is changed by the program that also takes the wish to die, in this order, and no other process stands between. */
    private static List<String> words(Path folder, int port) {
        return List.of(
                "/usr/bin/setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--init-groups",
                "--pdeathsig",
                "KILL",
                "--",
                programs() + "/postgres",
                "-D",
                folder.resolve("data").toString(),
                "-c",
                "unix_socket_directories=" + folder,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "fsync=off");
    }

    private boolean answers() {
        return Files.exists(socket()) && client("SELECT 1;").exit() == 0;
    }

    private Command.Ending client(String statements) {
        List<String> words = asPostgres(
                programs() + "/psql",
                "-X",
                "-w",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                folder.toString(),
                "-p",
                Integer.toString(port),
                "-d",
                "postgres");
        return Command.of(words).input(statements + "\n").run();
    }

    /**
     * Runs statements as the user {@code postgres}, by Debian's own client.
     *
     * @return the rows, columns behind vertical bars
     * @throws FixtureFailure when one fails
     */
    public List<String> sql(String statements) {
        Command.Ending ending = client(statements);
        if (ending.exit() != 0) {
            throw new FixtureFailure("PostgreSQL refuses: " + ending.output());
        }
        return ending.output().lines().toList();
    }

    /** Whether the password logs this role in over loopback. */
    public boolean login(String role, String password) {
        Path file = folder.resolve("login.pgpass");
        try {
            Files.writeString(file, "*:*:*:*:%s\n".formatted(password));
        } catch (IOException e) {
            throw new FixtureFailure("cannot write the password for a login", e);
        }
        Command.of("/bin/chmod", "600", file.toString()).runOrFail();
        Command.Ending ending = Command.of(
                        programs() + "/psql",
                        "-X",
                        "-w",
                        "-c",
                        "SELECT 1",
                        "host=127.0.0.1 port=%d dbname=postgres user=%s passfile=%s".formatted(port, role, file))
                .run();
        if (ending.exit() != 0
                && !ending.output().contains("authentication failed")
                && !ending.output().contains("not permitted to log in")
                && !ending.output().contains("no password supplied")) {
            throw new FixtureFailure("PostgreSQL answers a login with: " + ending.output());
        }
        return ending.exit() == 0;
    }

    /** The socket that it is reached by. */
    public Path socket() {
        return folder.resolve(".s.PGSQL." + port);
    }

    /** The folder of its tables. */
    public Path dataFolder() {
        return folder.resolve("data");
    }

    /** Shuts it down as an administrator does; its files stay until it is closed. */
    public void shutDown() {
        Command.of(asPostgres(
                        programs() + "/pg_ctl",
                        "stop",
                        "-m",
                        "fast",
                        "-w",
                        "-D",
                        dataFolder().toString()))
                .runOrFail();
        process.awaitEnd(START_LIMIT);
    }

    @Override
    public void close() {
        process.close();
        remove(folder);
    }

    private static void remove(Path folder) {
        Command.of("/bin/rm", "-rf", "--", folder.toString()).runOrFail();
    }
}
