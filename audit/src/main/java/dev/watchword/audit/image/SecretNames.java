package dev.watchword.audit.image;

import dev.watchword.account.ServiceType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the name of a variable tells of the password in it: whether there is one, of which service, and whose. */
final class SecretNames {

    private static final List<String> ENDINGS = List.of("password", "passwd", "passphrase", "_pass", "_pwd", "_pw");
    private static final Set<String> WHOLE = Set.of("pass", "pw");

    /** Folders that every shell keeps under such names. */
    private static final Set<String> NONE = Set.of("pwd", "oldpwd", "old_pwd");

    private static final List<String> USER_ENDINGS = List.of("USER", "USERNAME", "USER_NAME", "LOGIN");

    private SecretNames() {}

    /** Whether a variable of this name usually holds a password. */
    static boolean holdsPassword(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !NONE.contains(lower) && (WHOLE.contains(lower) || ending(lower).isPresent());
    }

    private static Optional<String> ending(String lower) {
        return ENDINGS.stream().filter(lower::endsWith).findFirst();
    }

    static ServiceType service(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.contains("MYSQL") || upper.contains("MARIADB")) {
            return ServiceType.MYSQL;
        }
        if (upper.contains("REDIS") || upper.contains("VALKEY")) {
            return ServiceType.REDIS;
        }
        if (upper.contains("TOMCAT")) {
            return ServiceType.TOMCAT;
        }
        return upper.contains("FTP") ? ServiceType.FTP : ServiceType.OTHER;
    }

    /**
     * The user that the password belongs to: the one that a neighbour names ({@code X_USER} beside {@code X_PASSWORD}), the
     * one in the name itself ({@code MYSQL_ROOT_PASSWORD}), the service's usual one, or else the variable's own name.
     *
     * @param all the variables around it
     */
    static String user(String name, Map<String, String> all) {
        String lower = name.toLowerCase(Locale.ROOT);
        int cut = name.length() - ending(lower).map(String::length).orElse(name.length());
        String before = name.substring(0, cut);
        String prefix = before.isEmpty() || before.endsWith("_") ? before : before + "_";
        for (String ending : USER_ENDINGS) {
            String user = all.get(prefix + ending);
            if (user != null && !user.isBlank()) {
                return user;
            }
        }
        String words = before.toLowerCase(Locale.ROOT).replaceAll("_+$", "");
        for (String known : List.of("root", "admin", "administrator")) {
            if (words.equals(known) || words.endsWith("_" + known)) {
                return known;
            }
        }
        return switch (service(name)) {
            case MYSQL -> "root";
            case REDIS -> "default";
            case TOMCAT -> "tomcat";
            case SYSTEM, FTP, HTTP, SNMP, POSTGRESQL, OTHER ->
                words.isEmpty() ? name : words.replaceFirst("^postgres(ql)?$", "postgres");
        };
    }
}
