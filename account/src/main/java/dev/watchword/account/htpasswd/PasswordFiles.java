package dev.watchword.account.htpasswd;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.Fields;
import dev.watchword.account.FoundText;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoredPassword;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the files that a web server's configuration names, each once: lines of {@code user:hash}, behind which a further colon and
 * a remark may stand. The first line of a name is the one that a server takes; those after it let nobody in. Belongs to one thread.
 */
public final class PasswordFiles {

    private static final int MOST_FILES = 5_000;

    /** As many accounts as a report takes of a service. */
    private static final int MOST_NAMES = 50_000;

    private static final FileLimits LIMITS = new FileLimits(64L << 20, 64 << 10);
    private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final StoredPassword HTDIGEST =
            new StoredPassword(new AccountState.Unsupported("unsupported_scheme: htdigest"), List.of());

    private final RootFs root;
    private final AccountSink sink;
    private final Dialect dialect;
    private final Set<String> read = new HashSet<>();
    private int opened;

    public PasswordFiles(RootFs root, AccountSink sink, Dialect dialect) {
        this.root = root;
        this.sink = sink;
        this.dialect = dialect;
    }

    /**
     * Reads one, unless it was read. One that is not there is nothing: its server lets nobody in.
     *
     * @param exposure from where the server that names it can be reached
     */
    public void read(String path, Exposure exposure) {
        if (opened > MOST_FILES) {
            return;
        }
        if (opened++ == MOST_FILES) {
            sink.incomplete(ServiceType.HTTP, path, "more than " + MOST_FILES + " password files: not read");
            return;
        }
        StoreFile.open(root, path, LIMITS, ServiceType.HTTP, sink).ifPresent(found -> {
            try (StoreFile file = found) {
                if (read.add(file.realPath())) {
                    Set<String> names = new HashSet<>();
                    file.readLines((line, number) -> line(file, new Fields(line), number, names, exposure));
                }
            }
        });
    }

    private void line(StoreFile file, Fields fields, int number, Set<String> names, Exposure exposure) {
        if (fields.isNothing() || isBlank(fields)) {
            return;
        }
        if (fields.count() < 2 || fields.isEmpty(1)) {
            file.diagnostic(number, "not a line of user:hash");
            return;
        }
        if (names.size() > MOST_NAMES) {
            return;
        }
        String name = fields.text(1);
        if (!names.add(name)) {
            file.diagnostic(
                    number,
                    "user " + FoundText.quoted(name) + " stands in an earlier line, which is the one that counts");
            return;
        }
        if (names.size() > MOST_NAMES) {
            file.incomplete("more than " + MOST_NAMES + " users: the others are not read");
            return;
        }
        StoredPassword stored = stored(fields);
        sink.account(new Account(
                ServiceType.HTTP,
                name,
                file.at(number),
                stored.state(),
                stored.credentials(),
                Optional.empty(),
                Owner.UNKNOWN,
                exposure,
                false));
    }

    private static boolean isBlank(Fields fields) {
        return fields.count() == 1 && fields.latin1(1).isBlank();
    }

    /** The field, or what htdigest puts into the third one. */
    private StoredPassword stored(Fields fields) {
        boolean digest = fields.count() == 3
                && DIGEST.matcher(stripped(fields.latin1(3))).matches();
        return digest ? HTDIGEST : dialect.of(stripped(fields.latin1(2)));
    }

    /** Servers end a line at its CR too. */
    private static String stripped(String field) {
        return field.stripTrailing();
    }
}
