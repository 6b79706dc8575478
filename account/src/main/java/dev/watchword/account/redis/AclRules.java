package dev.watchword.account.redis;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.FoundText;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Makes users of ACL lines, from a configuration or from an ACL file. */
final class AclRules {

    private AclRules() {}

    /** The users of {@code user} lines in a configuration. */
    static List<AclUser> inConfig(List<Directive> lines, AccountSink sink) {
        List<AclUser> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Directive line : lines) {
            user(
                    line.arguments(),
                    line.at(),
                    names,
                    reason -> sink.diagnostic(new Diagnostic(line.at(), reason)),
                    users);
        }
        return users;
    }

    /**
     * The users of an ACL file. Its words are parted by blanks alone: quotes are ordinary characters there, and there are no
     * comments.
     */
    static List<AclUser> inFile(StoreFile file) {
        List<AclUser> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        file.readLines((bytes, number) -> {
            String line = Words.trimmed(new String(bytes, StandardCharsets.ISO_8859_1));
            if (line.isEmpty()) {
                return;
            }
            List<String> words = List.of(line.split(" +"));
            if (!words.getFirst().toLowerCase(Locale.ROOT).equals("user")) {
                file.diagnostic(number, "not a user line: the server refuses to start with it");
                return;
            }
            user(
                    words.subList(1, words.size()),
                    file.at(number),
                    names,
                    reason -> file.diagnostic(number, reason),
                    users);
        });
        return users;
    }

    private static void user(
            List<String> words, StoreRef at, Set<String> names, Consumer<String> diagnostics, List<AclUser> users) {
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            diagnostics.accept("user line without a name");
            return;
        }
        String name = FoundText.decode(words.getFirst().getBytes(StandardCharsets.ISO_8859_1));
        if (!names.add(name)) {
            diagnostics.accept("user " + FoundText.quoted(name) + " stands on an earlier line too");
        }
        AclUser user = new AclUser(name, at);
        user.apply(words.subList(1, words.size())).forEach(diagnostics);
        users.add(user);
    }
}
