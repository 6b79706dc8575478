package dev.watchword.account.proftpd;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.Exposure;
import dev.watchword.account.Fields;
import dev.watchword.account.FoundText;
import dev.watchword.account.IncludedFiles;
import dev.watchword.account.MarkedWords;
import dev.watchword.account.Owner;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.account.StoredPassword;
import dev.watchword.rootfs.FileKind;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * ProFTPD's configuration as far as it says who may log in: directives a line, in sections that open and close like tags, with
 * included files. Conditional sections count as active. Belongs to one thread.
 */
final class Configuration {

    private static final int MAX_SECTIONS = 64;
    private static final StoredPassword PASSWORDLESS = new StoredPassword(new AccountState.Passwordless(), List.of());

    private final RootFs root;
    private final AccountSink sink;
    private final Places places;
    private final Set<String> read = new HashSet<>();
    private final Deque<Section> sections = new ArrayDeque<>();
    private final IncludedFiles included;

    Configuration(RootFs root, AccountSink sink) {
        this.root = root;
        this.sink = sink;
        this.places = new Places(root, ServiceType.FTP, sink, false);
        this.included = new IncludedFiles(root, ServiceType.FTP, sink);
    }

    /** A section of the kind that lets people in without an account of their own. */
    private static final class Section {
        private final boolean anonymous;
        private final StoreRef at;
        private final List<String> names = new ArrayList<>();
        private boolean passwordRequired;

        Section(boolean anonymous, StoreRef at) {
            this.anonymous = anonymous;
            this.at = at;
        }
    }

    void read(String path) {
        included.read(
                path,
                file -> file.readLines(
                        (line, number) -> line(file, FoundText.decode(line).strip(), number)));
    }

    private void line(StoreFile file, String text, int number) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        if (text.startsWith("</")) {
            close();
            return;
        }
        List<String> words = MarkedWords.of(text, '"', '"');
        String name = words.getFirst().toLowerCase(Locale.ROOT);
        if (name.startsWith("<")) {
            if (sections.size() < MAX_SECTIONS) {
                sections.push(new Section(name.startsWith("<anonymous"), file.at(number)));
            }
            return;
        }
        directive(file, name, words, number);
    }

    private void directive(StoreFile file, String name, List<String> words, int number) {
        String first = words.size() > 1 ? words.get(1) : "";
        Optional<Section> anonymous =
                sections.stream().filter(section -> section.anonymous).findFirst();
        switch (name) {
            case "include" -> include(first);
            case "authuserfile" -> userFile(first);
            case "userpassword" -> {
                if (words.size() > 2) {
                    account(first, file.at(number), StoredPassword.of(words.get(2)), Owner.UNKNOWN);
                }
            }
            case "user" -> anonymous.ifPresent(section -> section.names.add(first));
            case "useralias" -> anonymous.ifPresent(section -> section.names.add(first));
            case "anonrequirepassword" -> anonymous.ifPresent(section -> section.passwordRequired = isOn(first));
            case "sqlauthtypes", "sqlconnectinfo", "ldapserver" ->
                sink.diagnostic(new Diagnostic(file.at(number), "users in a database or directory are not covered"));
            default -> {
                // says nothing of who may log in
            }
        }
    }

    private static boolean isOn(String word) {
        return Set.of("on", "yes", "true", "1").contains(word.toLowerCase(Locale.ROOT));
    }

    private void close() {
        Section section = sections.poll();
        if (section == null || !section.anonymous || section.passwordRequired) {
            return;
        }
        for (String name : section.names) {
            account(name, section.at, PASSWORDLESS, Owner.UNKNOWN);
        }
    }

    private void include(String pattern) {
        if (!pattern.startsWith("/")) {
            return;
        }
        for (String path : places.matching(pattern)) {
            boolean folder = root.stat(path) instanceof RootFs.Stat.Found found
                    && found.info().kind() == FileKind.FOLDER;
            (folder ? places.matching(path + "/*") : List.of(path)).forEach(this::read);
        }
    }

    private void userFile(String path) {
        if (!places.isThere(path)) {
            return;
        }
        StoreFile.open(root, path, FileLimits.ACCOUNTS, ServiceType.FTP, sink).ifPresent(opened -> {
            try (StoreFile file = opened) {
                if (read.add(file.realPath())) {
                    file.readLines((line, number) -> user(file, new Fields(line), number));
                }
            }
        });
    }

    private void user(StoreFile file, Fields fields, int number) {
        if (fields.isNothing()) {
            return;
        }
        if (fields.count() < 7 || fields.isEmpty(1)) {
            file.diagnostic(number, "not a line of seven fields");
            return;
        }
        StoredPassword stored = StoredPassword.of(fields.latin1(2));
        long uid = fields.number(3, -1);
        Owner owner = new Owner(
                fields.text(5), fields.text(6), fields.text(7), uid < 0 || uid > Integer.MAX_VALUE ? -1 : (int) uid);
        account(fields.text(1), file.at(number), stored, owner);
    }

    private void account(String name, StoreRef at, StoredPassword stored, Owner owner) {
        sink.account(new Account(
                ServiceType.FTP,
                name,
                at,
                stored.state(),
                stored.credentials(),
                Optional.empty(),
                owner,
                Exposure.UNKNOWN,
                false));
    }
}
