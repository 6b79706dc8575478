package dev.watchword.audit.image;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.LayerRef;
import dev.watchword.account.Owner;
import dev.watchword.account.SchemeNames;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.hash.EncodedHash;
import dev.watchword.image.Image;
import dev.watchword.image.ImageConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Clear passwords in an image's configuration: in the environment, the command, the labels and the history. They are
 * accounts like others, of the service that their variable or command names; what stands in the history alone may no
 * longer be in use, and counts as deleted. Their stores are called {@code
 * config/Env/NAME}, {@code config/Labels/NAME}, {@code config/Cmd} and {@code config/History/LINE}.
 */
final class ConfigPasswords {

    private static final int MOST = 1_000;
    private static final String HISTORY = "config/History/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");
    private static final Set<String> YES = Set.of("yes", "true", "1", "on");

    private final Image image;
    private final List<Account> accounts = new ArrayList<>();
    private final Set<Known> known = new HashSet<>();

    private ConfigPasswords(Image image) {
        this.image = image;
    }

    private record Known(ServiceType service, String user, String password) {}

    /** The accounts that the configuration gives away, each password of a user once. */
    static List<Account> of(Image image) {
        ConfigPasswords found = new ConfigPasswords(image);
        found.variables("config/Env/", image.config().environment());
        found.variables("config/Labels/", image.config().labels());
        found.command("config/Cmd", image.config().command(), "");
        int line = 1;
        for (ImageConfig.History history : image.config().history()) {
            found.history(HISTORY + line, history.createdBy());
            line++;
        }
        return found.accounts;
    }

    private void variables(String store, List<String> assignments) {
        Map<String, String> all = map(assignments);
        all.forEach((name, value) -> variable(store + name, name, value, all, ""));
    }

    private static Map<String, String> map(List<String> assignments) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals > 0) {
                all.put(assignment.substring(0, equals), assignment.substring(equals + 1));
            }
        }
        return all;
    }

    private void variable(String store, String name, String value, Map<String, String> all, String line) {
        String upper = name.toUpperCase(Locale.ROOT);
        boolean emptyAllowed = (upper.equals("MYSQL_ALLOW_EMPTY_PASSWORD")
                        || upper.equals("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD")
                        || upper.equals("MARIADB_ALLOW_EMPTY_PASSWORD"))
                && !value.isBlank();
        if (emptyAllowed) {
            add(ServiceType.MYSQL, "root", "", store, line);
            return;
        }
        boolean isSwitch = upper.contains("RANDOM") || upper.contains("ALLOW_EMPTY");
        if (NAME.matcher(name).matches() && SecretNames.holdsPassword(name) && !isSwitch) {
            password(SecretNames.service(name), SecretNames.user(name, all), value, store, line);
        }
    }

    private void history(String store, String createdBy) {
        String text = createdBy;
        int nop = text.indexOf("#(nop)");
        if (nop >= 0) {
            text = text.substring(nop + "#(nop)".length());
        }
        List<List<String>> commands = ShellText.commands(text);
        Map<String, String> all = map(commands.stream().flatMap(List::stream).toList());
        String line = HistoryLine.shown(createdBy);
        List<String> before = List.of();
        for (List<String> words : commands) {
            for (String word : words) {
                int equals = word.indexOf('=');
                if (equals > 0) {
                    variable(store, word.substring(0, equals), word.substring(equals + 1), all, line);
                }
            }
            oldForm(store, words, line);
            command(store, words, line);
            if (isCommand(words, "chpasswd")) {
                changes(store, before, words, line);
            }
            before = words;
        }
    }

    /** {@code ENV NAME VALUE}, which Docker still takes. */
    private void oldForm(String store, List<String> words, String line) {
        if (words.size() == 3
                && words.getFirst().equalsIgnoreCase("ENV")
                && !words.get(1).contains("=")) {
            variable(store, words.get(1), words.get(2), Map.of(words.get(1), words.get(2)), line);
        }
    }

    private static boolean isCommand(List<String> words, String name) {
        return words.stream().anyMatch(word -> word.equals(name) || word.endsWith("/" + name));
    }

    /** What is piped into chpasswd(8): {@code USER:PASSWORD}, unless it is told that these are hashes. */
    private void changes(String store, List<String> piped, List<String> chpasswd, String line) {
        if (chpasswd.contains("-e") || chpasswd.contains("--encrypted")) {
            return;
        }
        for (String word : piped) {
            for (String one : word.split("\\\\n|\n")) {
                int colon = one.indexOf(':');
                if (colon > 0) {
                    password(ServiceType.SYSTEM, one.substring(0, colon), one.substring(colon + 1), store, line);
                }
            }
        }
    }

    /** Options that take a password: of any program ({@code --password}, {@code --requirepass}), and MySQL's SQL. */
    private void command(String store, List<String> words, String line) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            if (word.equals("--requirepass") || word.equals("requirepass")) {
                password(ServiceType.REDIS, "default", next, store, line);
            } else if (word.equals("--password") || word.equals("--root-password")) {
                optionValue(words, next, store, line);
            } else if (word.startsWith("--password=") || word.startsWith("--root-password=")) {
                optionValue(words, word.substring(word.indexOf('=') + 1), store, line);
            }
            identified(store, word, line);
        }
    }

    private void optionValue(List<String> words, String value, String store, String line) {
        if (value.startsWith("-")) {
            return;
        }
        boolean mysql = words.stream().anyMatch(word -> word.contains("mysql") || word.contains("mariadb"));
        int user = Math.max(words.indexOf("--user"), words.indexOf("-u"));
        Optional<String> named = words.stream()
                .filter(word -> word.startsWith("--user="))
                .map(word -> word.substring("--user=".length()))
                .findFirst();
        String whose =
                named.orElse(user >= 0 && user + 1 < words.size() ? words.get(user + 1) : mysql ? "root" : "unknown");
        password(mysql ? ServiceType.MYSQL : ServiceType.OTHER, whose, value, store, line);
    }

    /** {@code ... USER 'name'@'host' IDENTIFIED BY 'password'}, in a word that the shell kept together. */
    private void identified(String store, String word, String line) {
        String upper = word.toUpperCase(Locale.ROOT);
        int by = upper.indexOf("IDENTIFIED BY ");
        if (by < 0) {
            return;
        }
        String password = quoted(word, by + "IDENTIFIED BY ".length());
        int user = upper.lastIndexOf("USER ", by);
        int to = upper.lastIndexOf(" TO ", by);
        int at = Math.max(user < 0 ? -1 : user + "USER ".length(), to < 0 ? -1 : to + " TO ".length());
        String name = at < 0 ? "" : quoted(word, at);
        password(ServiceType.MYSQL, name.isEmpty() ? "unknown" : name, password, store, line);
    }

    /** The text in quotes that begins there, or the word that does. */
    private static String quoted(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at == text.length()) {
            return "";
        }
        char first = text.charAt(at);
        boolean isQuote = first == '\'' || first == '"' || first == '`';
        int end = isQuote ? text.indexOf(first, at + 1) : at;
        if (isQuote) {
            return end < 0 ? "" : text.substring(at + 1, end);
        }
        while (end < text.length() && " @;,".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(at, end);
    }

    private void password(ServiceType service, String user, String value, String store, String line) {
        boolean standsForAnother = value.isEmpty()
                || value.startsWith("$")
                || value.contains("${")
                || value.contains("$(")
                || value.startsWith("/")
                || value.equalsIgnoreCase("false")
                || (service == ServiceType.OTHER && YES.contains(value.toLowerCase(Locale.ROOT)));
        if (!standsForAnother) {
            add(service, user, value, store, line);
        }
    }

    private static AccountState state(String store) {
        return store.startsWith(HISTORY) ? new AccountState.Deleted() : new AccountState.Usable();
    }

    private void add(ServiceType service, String user, String value, String store, String line) {
        if (accounts.size() == MOST || !known.add(new Known(service, user, value))) {
            return;
        }
        AccountState state = value.isEmpty() ? new AccountState.Passwordless() : state(store);
        List<EncodedHash> credentials = value.isEmpty()
                ? List.of()
                : List.of(new EncodedHash(SchemeNames.PLAIN, "", value.getBytes(StandardCharsets.UTF_8)));
        LayerRef layer = new LayerRef(image.name(), image.digest().toString(), line);
        accounts.add(new Account(
                service,
                user,
                new StoreRef(store, 0, Optional.of(layer)),
                state,
                credentials,
                Optional.empty(),
                Owner.UNKNOWN,
                Exposure.UNKNOWN,
                user.equals("root")));
    }
}
