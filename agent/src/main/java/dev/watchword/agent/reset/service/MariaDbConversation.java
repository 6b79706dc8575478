package dev.watchword.agent.reset.service;

import dev.watchword.account.Account;
import dev.watchword.account.mysql.LocalServer;
import dev.watchword.agent.program.Program;
import dev.watchword.hash.EncodedHash;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Statements to one running MariaDB through the host's own client, on whose standard input they go. It logs in as {@code root}
 * by its socket, where the server asks the kernel who it is; where it does not, with what root's own option file says.
 *
 * @param socket of the server
 */
record MariaDbConversation(Path socket) {

    private static final List<Path> CLIENTS = List.of(Path.of("/usr/bin/mariadb"), Path.of("/usr/bin/mysql"));
    private static final Path ROOTS_OPTIONS = Path.of("/root/.my.cnf");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** What a server says of an account. */
    sealed interface Told {

        /** It has it. */
        record Known(Account account) implements Told {}

        /** It has no such account. */
        record Unknown() implements Told {}

        /** It does not let the agent in, or has no such table. */
        record Refused() implements Told {}
    }

    /** A user and where it comes from, as {@code user@host}. */
    record Name(String user, String host) {

        /** Empty when there is no host, or a name that SQL would need marks for. */
        static Optional<Name> parse(String text) {
            int at = text.lastIndexOf('@');
            boolean plain = text.chars().allMatch(c -> c >= ' ' && c != '\'' && c != '\\' && c != '`' && c != 0x7F);
            return at < 0 || !plain
                    ? Optional.empty()
                    : Optional.of(new Name(text.substring(0, at), text.substring(at + 1)));
        }

        private String quoted() {
            return "'" + user + "'@'" + host + "'";
        }

        private String condition() {
            return "User = X'" + hex(user) + "' AND Host = X'" + hex(host) + "'";
        }

        private static String hex(String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whether this host has a client. */
    static boolean hasClient() {
        return CLIENTS.stream().anyMatch(Files::isExecutable);
    }

    /** Whether somebody listens. */
    boolean isUp() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads the account in the server's own table, which is closed again so that scans can read its file. */
    Told ask(Name name) {
        Optional<List<String>> rows = says("SELECT CONCAT('row:', HEX(Priv)) FROM mysql.global_priv WHERE "
                + name.condition() + ";\nFLUSH LOCAL TABLES mysql.global_priv;\n");
        if (rows.isEmpty()) {
            return new Told.Refused();
        }
        List<String> found =
                rows.get().stream().filter(row -> row.startsWith("row:")).toList();
        if (found.size() != 1) {
            return new Told.Unknown();
        }
        byte[] priv = HexFormat.of().parseHex(found.getFirst().substring("row:".length()));
        return LocalServer.account(name.user() + "@" + name.host(), priv)
                .<Told>map(Told.Known::new)
                .orElseGet(Told.Unknown::new);
    }

    /** Whether the server takes only passwords that it sees itself, to judge them. */
    boolean judgesPasswords() {
        return says("SELECT 'judge' FROM information_schema.PLUGINS WHERE PLUGIN_TYPE = 'PASSWORD VALIDATION'"
                        + " AND PLUGIN_STATUS = 'ACTIVE' LIMIT 1;\n")
                .filter(rows -> rows.contains("judge"))
                .isPresent();
    }

    /**
     * Gives an account a stored password, of the plugin that it has; other ways to log in stay as they are.
     *
     * @return whether the server says that it was done
     */
    boolean changes(Name name, EncodedHash stored) {
        return says("SET PASSWORD FOR " + name.quoted() + " = '" + stored.latin1()
                        + "';\nFLUSH LOCAL TABLES mysql.global_priv;\nSELECT 'done';\n")
                .filter(rows -> rows.contains("done"))
                .isPresent();
    }

    private Optional<List<String>> says(String sql) {
        return says("--no-defaults", sql)
                .or(() -> isRootsOwn(ROOTS_OPTIONS) ? says("--defaults-file=" + ROOTS_OPTIONS, sql) : Optional.empty());
    }

    private Optional<List<String>> says(String options, String sql) {
        Path client = CLIENTS.stream().filter(Files::isExecutable).findFirst().orElse(CLIENTS.getFirst());
        List<String> words = new ArrayList<>(List.of(options));
        if (options.equals("--no-defaults")) {
            words.add("--user=root");
        }
        words.addAll(List.of(
                "--socket=" + socket,
                "--protocol=socket",
                "--batch",
                "--skip-column-names",
                "--default-character-set=utf8mb4"));
        byte[] input = sql.getBytes(StandardCharsets.UTF_8);
        try {
            return new Program(client, words, LIMIT).run(input) instanceof Program.Ending.Exited exited
                            && exited.status() == 0
                    ? Optional.of(new String(exited.output(), StandardCharsets.UTF_8)
                            .lines()
                            .toList())
                    : Optional.empty();
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    private static boolean isRootsOwn(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getAttribute(file, "unix:uid").equals(0)
                    && ((int) Files.getAttribute(file, "unix:mode") & 077) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "MariaDbConversation[" + socket + "]";
    }
}
