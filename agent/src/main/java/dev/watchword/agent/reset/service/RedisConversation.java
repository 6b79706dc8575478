package dev.watchword.agent.reset.service;

import dev.watchword.account.redis.ConfiguredServer;
import dev.watchword.agent.program.Program;
import dev.watchword.agent.reset.Failure;
import dev.watchword.agent.reset.Held;
import dev.watchword.agent.reset.Permit;
import dev.watchword.agent.reset.service.RedisPasswords.Login;
import dev.watchword.agent.reset.service.RedisPasswords.NewPassword;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Commands to one running server through the host's redis-cli, on whose standard input the secrets go. None is given more time
 * than the permit leaves, so that none takes effect when it has ended.
 *
 * @param folder the root that the server is configured in
 * @param login of somebody who may do everything
 */
record RedisConversation(Path folder, ConfiguredServer server, Login login, Permit permit) {

    /** For what must be found out or put back whatever the time is. */
    static final Permit ALWAYS = () -> RedisConversation.LIMIT;

    private static final Path REDIS_CLI = Path.of("/usr/bin/redis-cli");
    private static final Path VALKEY_CLI = Path.of("/usr/bin/valkey-cli");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String ERROR = "(error)";
    private static final int RANDOM_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Why the running server cannot be changed; empty when it can. */
    Optional<Failure> unfit() throws IOException {
        if (!client(List.of()).isThere() || isUnreachable()) {
            return Optional.of(Failure.UNSUPPORTED_STORE);
        }
        if (!isTrusted()) {
            return Optional.of(Failure.STORE_BUSY);
        }
        try (RedisCommands commands = loggedIn()) {
            List<String> answer = says(commands.line("INFO server"));
            if (answer.contains("config_file:" + server.configuration())) {
                return Optional.empty();
            }
            if (answer.stream().anyMatch(line -> line.startsWith("config_file:"))) {
                return Optional.of(Failure.UNSUPPORTED_STORE);
            }
            boolean refused =
                    answer.stream().anyMatch(line -> line.matches("\\(error\\) (WRONGPASS|NOAUTH|NOPERM) .*"));
            return Optional.of(refused ? Failure.ACCESS_DENIED : Failure.STORE_BUSY);
        }
    }

    /**
     * Whether the running server lets a user in with this password and with no other; empty when no server runs, or none that
     * could be asked. Needs no login.
     */
    Optional<Held> admits(String user, byte[] password) throws IOException {
        if (!client(List.of()).isThere() || isUnreachable() || !isUp()) {
            return Optional.empty();
        }
        if (!isTrusted()) {
            return Optional.of(Held.UNKNOWN);
        }
        byte[] another = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(another);
        try (RedisCommands commands = new RedisCommands()) {
            List<String> answer = says(auth(auth(commands, user, password), user, another));
            if (answer.size() != 2 || !answer.stream().allMatch(RedisConversation::isJudged)) {
                return Optional.of(Held.UNKNOWN);
            }
            // A user that needs no password is let in with any.
            boolean needsNone = answer.getLast().equals("OK");
            return Optional.of(Held.of(answer.getFirst().equals("OK") && !needsNone));
        }
    }

    private static boolean isJudged(String answer) {
        return answer.equals("OK") || answer.startsWith(ERROR + " WRONGPASS");
    }

    private boolean isUp() {
        SocketAddress address = socket().<SocketAddress>map(UnixDomainSocketAddress::of)
                .orElseGet(() -> new InetSocketAddress("127.0.0.1", port().orElseThrow()));
        try (SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open()) {
            return channel.connect(address);
        } catch (IOException e) {
            return false;
        }
    }

    /** Has the server write down what it has now, and tells why it cannot. */
    Optional<Failure> writesItsFile(Path file) throws IOException {
        try (RedisCommands commands = loggedIn()) {
            List<String> answer = says(commands.line(writing()));
            if (answer.equals(loggedInWith("OK"))) {
                return Optional.empty();
            }
            boolean unknown = answer.stream().anyMatch(line -> line.startsWith(ERROR + " ERR unknown command"));
            if (unknown) {
                return Optional.of(Failure.UNSUPPORTED_STORE);
            }
            return Optional.of(Files.getFileStore(file).isReadOnly() ? Failure.READ_ONLY : Failure.ACCESS_DENIED);
        }
    }

    /**
     * Gives a user these passwords and no others, and writes them down: both in one transaction, which a server that hears
     * only half of it drops.
     *
     * @param passwords none for a user that needs none
     * @return whether it says that both were done
     */
    boolean changes(String user, List<NewPassword> passwords) {
        try (RedisCommands commands = loggedIn()) {
            commands.line("MULTI");
            boolean inClear = passwords.stream().allMatch(NewPassword.Clear.class::isInstance) && passwords.size() < 2;
            if (user.equals("default") && !server.aclFile() && inClear) {
                requirepass(commands, passwords);
            } else {
                rules(commands, user, passwords);
            }
            List<String> answer = says(commands.line(writing()).line("EXEC"));
            return answer.equals(loggedInWith("OK", "QUEUED", "QUEUED", "1) OK", "2) OK"));
        }
    }

    /** It is kept in clear, for the server itself reads it so. */
    private static void requirepass(RedisCommands commands, List<NewPassword> passwords) {
        byte[] clear = passwords.stream()
                .filter(NewPassword.Clear.class::isInstance)
                .map(password -> ((NewPassword.Clear) password).bytes())
                .findFirst()
                .orElse(new byte[0]);
        commands.words("CONFIG SET requirepass").quoted(clear).line("");
    }

    private static void rules(RedisCommands commands, String user, List<NewPassword> passwords) {
        commands.words("ACL SETUSER").quoted(user.getBytes(StandardCharsets.UTF_8));
        commands.words(passwords.isEmpty() ? " nopass" : " resetpass");
        for (NewPassword password : passwords) {
            switch (password) {
                case NewPassword.Clear clear -> {
                    byte[] rule = new byte[clear.bytes().length + 1];
                    rule[0] = '>';
                    System.arraycopy(clear.bytes(), 0, rule, 1, clear.bytes().length);
                    commands.quoted(rule);
                    Arrays.fill(rule, (byte) 0);
                }
                case NewPassword.Hashed hashed -> commands.words(" #" + hashed.hex());
            }
        }
        commands.line("");
    }

    private String writing() {
        return server.aclFile() ? "ACL SAVE" : "CONFIG REWRITE";
    }

    private RedisCommands loggedIn() {
        RedisCommands commands = new RedisCommands();
        login.password().ifPresent(password -> auth(commands, login.user(), password));
        return commands;
    }

    private static RedisCommands auth(RedisCommands commands, String user, byte[] password) {
        return commands.words("AUTH")
                .quoted(user.getBytes(StandardCharsets.UTF_8))
                .quoted(password)
                .line("");
    }

    private List<String> loggedInWith(String... answers) {
        List<String> rest = List.of(answers);
        return login.password().isEmpty()
                ? rest
                : Stream.concat(Stream.of("OK"), rest.stream()).toList();
    }

    /** A port of another root than the host's own may be another server's. */
    private boolean isUnreachable() {
        return socket().isEmpty() && (!folder.equals(Path.of("/")) || port().isEmpty());
    }

    private boolean isTrusted() throws IOException {
        Path configuration = folder.resolve(server.configuration().substring(1));
        Optional<Path> socket = socket();
        return socket.isPresent()
                ? Listener.isTrusted(socket.get(), configuration)
                : Listener.isTrusted(port().orElseThrow(), configuration, new RedisProcesses(Path.of("/proc"))::have);
    }

    private Optional<Path> socket() {
        return server.socket().filter(path -> path.startsWith("/")).map(path -> folder.resolve(path.substring(1)));
    }

    private Optional<Integer> port() {
        return server.port().matches("[1-9][0-9]{0,4}")
                ? Optional.of(Integer.valueOf(server.port()))
                : Optional.empty();
    }

    private List<String> says(RedisCommands commands) {
        if (permit.left().isZero()) {
            return List.of();
        }
        List<String> where = socket().map(path -> List.of("-s", path.toString()))
                .orElseGet(() -> List.of("-h", "127.0.0.1", "-p", server.port()));
        byte[] input = commands.toBytes();
        try {
            return client(where).run(input) instanceof Program.Ending.Exited exited
                    ? new String(exited.output(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList()
                    : List.of();
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    private Program client(List<String> where) {
        Path file = Files.isExecutable(REDIS_CLI) ? REDIS_CLI : VALKEY_CLI;
        List<String> words = new ArrayList<>(List.of("--no-raw"));
        words.addAll(where);
        Duration left = permit.left();
        return new Program(file, words, left.compareTo(LIMIT) < 0 ? left : LIMIT);
    }

    @Override
    public String toString() {
        return "RedisConversation";
    }
}
