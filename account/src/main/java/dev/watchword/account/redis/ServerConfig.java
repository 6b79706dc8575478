package dev.watchword.account.redis;

import dev.watchword.account.StoreRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lines of a server's configuration in force once every include is in its place: later lines replace earlier ones. */
final class ServerConfig {

    /**
     * A password that this server sends to another one.
     *
     * @param name what it is for, as an account's name
     * @param clear bytes as Latin-1 chars
     */
    record StoredSecret(String name, String clear, StoreRef at) {
        @Override
        public String toString() {
            return name + " at " + at;
        }
    }

    private final boolean isSentinel;
    private final Reachability reachability;
    private final List<Directive> users = new ArrayList<>();
    private final List<StoredSecret> sentinelSecrets = new ArrayList<>();
    private Optional<Directive> requirepass = Optional.empty();
    private Optional<Directive> aclfile = Optional.empty();
    private Optional<Directive> masterauth = Optional.empty();
    private Optional<String> folder = Optional.empty();
    private Optional<String> socket = Optional.empty();
    private String port;

    ServerConfig(boolean isSentinel) {
        this.isSentinel = isSentinel;
        this.reachability = new Reachability(isSentinel);
        this.port = isSentinel ? "26379" : "6379";
    }

    void apply(Directive line) {
        reachability.apply(line);
        switch (line.name()) {
            case "requirepass" -> requirepass = present(line);
            case "aclfile" -> aclfile = present(line);
            case "masterauth", "primaryauth" -> masterauth = present(line);
            case "user" -> users.add(line);
            case "unixsocket" -> socket = present(line).map(Directive::argument);
            case "port" -> port = line.argument();
            case "dir" -> folder = present(line).map(Directive::argument);
            case "sentinel" -> sentinel(line);
            default -> {
                // about reachability, or taken as a place to read on
            }
        }
    }

    private static Optional<Directive> present(Directive line) {
        return line.argument().isEmpty() ? Optional.empty() : Optional.of(line);
    }

    private void sentinel(Directive line) {
        List<String> arguments = line.arguments();
        String what = line.argument().toLowerCase(Locale.ROOT);
        if (what.equals("auth-pass") && arguments.size() == 3) {
            String master = new String(arguments.get(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            sentinelSecrets.add(new StoredSecret("sentinel auth-pass " + master, arguments.get(2), line.at()));
        }
        if (what.equals("sentinel-pass") && arguments.size() == 2) {
            sentinelSecrets.add(new StoredSecret("sentinel sentinel-pass", arguments.get(1), line.at()));
        }
    }

    boolean isSentinel() {
        return isSentinel;
    }

    Reachability reachability() {
        return reachability;
    }

    /** The ACL lines, in their order. */
    List<Directive> users() {
        return users;
    }

    Optional<Directive> requirepass() {
        return requirepass;
    }

    Optional<Directive> aclfile() {
        return aclfile;
    }

    /** The working directory that the lines so far have set. */
    Optional<String> folder() {
        return folder;
    }

    /** The path of the socket that it listens on besides its port. */
    Optional<String> socket() {
        return socket;
    }

    /** As written; {@code 0} when it listens on none. */
    String port() {
        return port;
    }

    /** Where it listens, as a running server says it of itself. */
    Listening listening() {
        return reachability.listening(port, socket);
    }

    /** The passwords for other servers. */
    List<StoredSecret> storedSecrets() {
        List<StoredSecret> secrets = new ArrayList<>();
        masterauth.ifPresent(line -> secrets.add(new StoredSecret("masterauth", line.argument(), line.at())));
        secrets.addAll(sentinelSecrets);
        return secrets;
    }
}
