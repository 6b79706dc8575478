package dev.watchword.account.postgresql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Exposure;
import dev.watchword.rootfs.RootFs;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code postgresql.conf} says of folders and addresses; the last line of a name counts. */
final class Settings {

    private static final Set<String> WANTED = Set.of("data_directory", "hba_file", "listen_addresses");

    private final Map<String, String> values = new HashMap<>();

    private Settings() {}

    static Settings read(RootFs root, AccountSink sink, String path) {
        Settings settings = new Settings();
        settings.add(root, sink, path);
        return settings;
    }

    /** Adds a file whose lines go before those read so far, as {@code postgresql.auto.conf} of the data folder does. */
    void add(RootFs root, AccountSink sink, String path) {
        new Included(root, sink, (file, words, quoted, number) -> take(words)).read(path);
    }

    /** {@code name = value}, with or without the sign and blanks around it. */
    private void take(List<String> words) {
        String joined = String.join(" ", words);
        int end = 0;
        while (end < joined.length() && joined.charAt(end) != '=' && joined.charAt(end) != ' ') {
            end++;
        }
        String name = joined.substring(0, end).toLowerCase(Locale.ROOT);
        String value = joined.substring(end).strip();
        if (WANTED.contains(name)) {
            values.put(name, (value.startsWith("=") ? value.substring(1) : value).strip());
        }
    }

    Optional<String> path(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> value.startsWith("/"));
    }

    /** From where the server is reached by network: by default from the machine itself. */
    Exposure exposure() {
        String addresses = values.getOrDefault("listen_addresses", "localhost");
        for (String address : addresses.split(",", -1)) {
            String one = address.strip();
            boolean local = one.isEmpty() || one.equals("localhost") || one.equals("::1") || one.startsWith("127.");
            if (!local) {
                return Exposure.REMOTE;
            }
        }
        return Exposure.LOCAL;
    }
}
