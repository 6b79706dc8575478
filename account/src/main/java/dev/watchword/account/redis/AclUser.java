package dev.watchword.account.redis;

import dev.watchword.account.AccountState;
import dev.watchword.account.Credential;
import dev.watchword.account.SchemeNames;
import dev.watchword.account.StoreRef;
import dev.watchword.hash.EncodedHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A user as its ACL rules make it, applied from left to right as the server does. A new user is off, has no password and may
 * do nothing. Rules for keys, channels and single commands are passed over: they do not decide who logs in.
 */
final class AclUser {

    /** The user that a connection is before it says who it is. */
    static final String DEFAULT = "default";

    private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");

    private final String name;
    private final StoreRef at;
    private boolean on;
    private boolean nopass;
    private boolean everyCommand;

    /** By the SHA-256 in hex: a password in clear and its hash are one password. */
    private final Map<String, EncodedHash> passwords = new LinkedHashMap<>();

    AclUser(String name, StoreRef at) {
        this.name = name;
        this.at = at;
    }

    /** The default user of a server without ACL rules: it may do everything. */
    static AclUser unrestricted(StoreRef at) {
        AclUser user = new AclUser(DEFAULT, at);
        user.apply(List.of("on", "nopass", "+@all"));
        return user;
    }

    String name() {
        return name;
    }

    StoreRef at() {
        return at;
    }

    boolean isPrivileged() {
        return everyCommand;
    }

    boolean needsNoPassword() {
        return on && (nopass || passwords.containsKey(sha256Hex("")));
    }

    /**
     * Applies rules. Returns what is wrong with them, without any password.
     *
     * @param rules bytes as Latin-1 chars
     */
    List<String> apply(List<String> rules) {
        List<String> wrong = new ArrayList<>();
        boolean inSelector = false;
        for (String rule : rules) {
            if (inSelector || rule.startsWith("(")) {
                inSelector = !rule.endsWith(")");
                continue;
            }
            if (!rule.isEmpty() && !apply(rule)) {
                wrong.add("a password hash in the rules is not 64 lower-case hex digits");
            }
        }
        if (inSelector) {
            wrong.add("a selector is not closed");
        }
        return wrong;
    }

    /** Puts a clear password in the place of its hash, if this user has it. */
    boolean recognise(String clear) {
        return passwords.computeIfPresent(sha256Hex(clear), (hash, known) -> plain(clear)) != null;
    }

    private boolean apply(String rule) {
        String rest = rule.substring(1);
        switch (rule.charAt(0)) {
            case '>' -> {
                passwords.put(sha256Hex(rest), plain(rest));
                nopass = false;
                return true;
            }
            case '<' -> {
                passwords.remove(sha256Hex(rest));
                return true;
            }
            case '#' -> {
                if (!SHA256_HEX.matcher(rest).matches()) {
                    return false;
                }
                passwords.putIfAbsent(rest, EncodedHash.of(SchemeNames.REDIS_SHA256, rest));
                nopass = false;
                return true;
            }
            case '!' -> {
                passwords.remove(rest);
                return true;
            }
            default -> {
                applyWord(rule.toLowerCase(Locale.ROOT));
                return true;
            }
        }
    }

    private void applyWord(String rule) {
        switch (rule) {
            case "on" -> on = true;
            case "off" -> on = false;
            case "nopass" -> {
                nopass = true;
                passwords.clear();
            }
            case "resetpass" -> {
                nopass = false;
                passwords.clear();
            }
            case "reset" -> {
                on = false;
                nopass = false;
                everyCommand = false;
                passwords.clear();
            }
            case "+@all", "allcommands" -> everyCommand = true;
            case "-@all", "nocommands", "-@admin", "-@dangerous" -> everyCommand = false;
            default -> {
                // keys, channels, commands
            }
        }
    }

    /** Whether a password opens this user today. */
    AccountState state() {
        if (!on) {
            return new AccountState.Locked(!passwords.isEmpty());
        }
        if (needsNoPassword()) {
            return new AccountState.Passwordless();
        }
        if (passwords.isEmpty()) {
            return new AccountState.Disabled();
        }
        for (EncodedHash password : passwords.values()) {
            if (Credential.of(password) instanceof Credential.Testable) {
                return new AccountState.Usable();
            }
        }
        return passwords.values().stream()
                .map(Credential::of)
                .filter(Credential.Untestable.class::isInstance)
                .map(Credential.Untestable.class::cast)
                .<AccountState>map(untestable -> new AccountState.Unsupported(untestable.reason()))
                .findFirst()
                .orElseThrow();
    }

    /** The passwords that can be tested. */
    List<EncodedHash> credentials() {
        return needsNoPassword()
                ? List.of()
                : passwords.values().stream()
                        .filter(password -> Credential.of(password) instanceof Credential.Testable)
                        .toList();
    }

    private static EncodedHash plain(String clear) {
        return EncodedHash.of(SchemeNames.PLAIN, clear);
    }

    private static String sha256Hex(String latin1) {
        try {
            byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}
