package dev.watchword.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real server of MariaDB or MySQL, Debian's unless another one is asked for, on a data folder of its own, reached by a Unix socket and by nothing else. Every local user
 * logs in as root, without a password, unless it was made for the machine's root alone. SQL is run by the server's own client, statements on standard input.
 *
 * <p>Closing kills it and removes its folder. Safe for use by several threads.
 */
public final class MariaDbServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final DatabasePrograms programs;
    private final ServerProcess process;

    private MariaDbServer(Path folder, DatabasePrograms programs, ServerProcess process) {
        this.folder = folder;
        this.programs = programs;
        this.process = process;
    }

    /**
     * Makes a new data folder and starts the server on it.
     *
     * @param options more options of mariadbd, such as {@code --plugin-load-add=auth_ed25519}
     */
    public static MariaDbServer start(String... options) {
        return start(DatabasePrograms.DEBIAN, false, options);
    }

    /**
     * The same, administered as Debian sets it up: root has no password, and the socket's other end must be the machine's root.
     *
     * @param options more options of mariadbd
     */
    public static MariaDbServer startForRoot(String... options) {
        return startForRoot(DatabasePrograms.DEBIAN, options);
    }

    /** The same with other programs. */
    public static MariaDbServer startForRoot(DatabasePrograms programs, String... options) {
        MariaDbServer server = start(programs, true, options);
        server.sql(programs.forRoot());
        return server;
    }

    private static MariaDbServer start(DatabasePrograms programs, boolean forRoot, String[] options) {
        programs.require();
        Path folder = newFolder();
        try {
            install(folder, programs, forRoot);
            ServerProcess process = ServerProcess.start("mariadbd", words(folder, programs, options));
            MariaDbServer server = new MariaDbServer(folder, programs, process);
            process.awaitReady(START_LIMIT, server::answers);
            return server;
        } catch (FixtureFailure e) {
            remove(folder);
            throw e;
        }
    }

    /** In a place that the server's user can enter too. */
    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("/tmp"), "mariadb");
        } catch (IOException e) {
            throw new FixtureFailure("cannot make a folder for MariaDB", e);
        }
    }

    private static void install(Path folder, DatabasePrograms programs, boolean forRoot) {
        if (isRoot()) {
            Command.of("/bin/chown", "mysql", folder.toString()).runOrFail();
        }
        Command.of(programs.install(folder.resolve("data"), user(), forRoot)).runOrFail();
    }

    private static List<String> words(Path folder, DatabasePrograms programs, String... options) {
        List<String> own = List.of(
                programs.server(),
                "--no-defaults",
                "--user=" + user(),
                "--tmpdir=" + folder,
                "--datadir=" + folder.resolve("data"),
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--skip-networking",
                "--innodb-flush-log-at-trx-commit=0");
        return ServerProcess.dyingWithParent(Stream.of(own, programs.options(), List.of(options))
                .flatMap(List::stream)
                .toList());
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String user() {
        return isRoot() ? "mysql" : System.getProperty("user.name");
    }

    private boolean answers() {
        return Files.exists(folder.resolve("socket"))
                && client().input("SELECT 1;\n").run().exit() == 0;
    }

    /**
     * Runs statements as root.
     *
     * @return the rows of all results, columns behind tabs, as the client prints them in batches
     * @throws FixtureFailure when one fails
     */
    public List<String> sql(String statements) {
        return client().input(statements).runOrFail().lines().toList();
    }

    private Command client() {
        return new Command(
                List.of(
                        programs.client(),
                        "--no-defaults",
                        "--user=root",
                        "--socket=" + folder.resolve("socket"),
                        "--batch",
                        "--skip-column-names",
                        "--default-character-set=binary"),
                "",
                Duration.ofMinutes(2));
    }

    /** Whether the password logs this user in over the socket, as an account of any host or of localhost. */
    public boolean login(String user, String password) {
        Path options = folder.resolve("login.cnf");
        try {
            Files.writeString(options, "[client]\npassword=\"%s\"\n".formatted(password));
        } catch (IOException e) {
            throw new FixtureFailure("cannot write the password for a login", e);
        }
        Command.Ending ending = Command.of(
                        programs.client(),
                        "--defaults-file=" + options,
                        "--user=" + user,
                        "--socket=" + folder.resolve("socket"),
                        "--batch")
                .input("SELECT 1;\n")
                .run();
        if (ending.exit() != 0
                && !ending.output().contains("Access denied")
                && !ending.output().contains("locked")) {
            throw new FixtureFailure("MariaDB answers a login with: " + ending.output());
        }
        return ending.exit() == 0;
    }

    /** The socket that it is reached by. */
    public Path socket() {
        return folder.resolve("socket");
    }

    /** Shuts it down as an administrator does; its files stay until it is closed. */
    public void shutDown() {
        client().input("SHUTDOWN;\n").run();
        process.awaitEnd(START_LIMIT);
    }

    /** The folder of its tables. */
    public Path dataFolder() {
        return folder.resolve("data");
    }

    /** The last lines of its log. */
    public List<String> logTail() {
        return process.logTail();
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
