package dev.watchword.account.file;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.FoundText;
import dev.watchword.account.Owner;
import dev.watchword.account.SchemeNames;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.shadow.SystemLine;
import dev.watchword.hash.SchemeId;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of hashes that an operator names, each line for itself: shadow and passwd lines, {@code user:hash} of htpasswd,
 * password dumps, or hashes alone. Lines of shadow and passwd are system accounts; the service of the others is not known.
 * Empty lines and those that start with {@code #} are passed over. Stateless, safe for concurrent use.
 */
public final class HashFile {

    private static final int HEX_DIGITS = 32;

    private static final Pattern HASH_SHAPED = Pattern.compile("[0-9a-fA-F]{32,}|\\$[^$]*\\$.*|\\{[A-Za-z0-9]+\\}.*");

    /** What Windows writes where it keeps no LM hash: that of the empty password. */
    private static final String EMPTY_LM = "aad3b435b51404eeaad3b435b51404ee";

    private final InstantSource clock;
    private final Optional<SchemeId> forced;

    /**
     * @param clock tells today's date, in UTC, by which accounts have expired
     * @param forced the scheme of every hash in the file, instead of what its mark or length says
     */
    public HashFile(InstantSource clock, Optional<SchemeId> forced) {
        this.clock = clock;
        this.forced = forced;
    }

    /** Reads a file of a root. One that is not there is incomplete: it was asked for by name. */
    public void read(RootFs root, String path, AccountSink sink) {
        if (root.stat(path) instanceof RootFs.Stat.Refused refused) {
            sink.incomplete(ServiceType.OTHER, path, StoreFile.advice(refused.why(), path));
            return;
        }
        StoreFile.open(root, path, FileLimits.ACCOUNTS, ServiceType.OTHER, sink).ifPresent(file -> read(file, sink));
    }

    /**
     * Reads a stream to its end and closes it.
     *
     * @param name what stands for the file's path in findings
     */
    public void read(InputStream source, String name, AccountSink sink) {
        read(StoreFile.over(source, name, FileLimits.ACCOUNTS, ServiceType.OTHER, sink), sink);
    }

    private void read(StoreFile opened, AccountSink sink) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try (StoreFile file = opened) {
            boolean[] foreign = new boolean[1];
            file.readLines((bytes, number) -> {
                if (number == 1) {
                    Optional<String> advice = NotText.advice(bytes);
                    advice.ifPresent(file::incomplete);
                    foreign[0] = advice.isPresent();
                }
                if (!foreign[0]) {
                    line(withoutFrame(bytes), number, file, sink, today);
                }
            });
        }
    }

    /** Without what editors of other systems leave: a byte order mark, a CR, blanks around. */
    private static String withoutFrame(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.ISO_8859_1);
        return (line.startsWith("\u00ef\u00bb\u00bf") ? line.substring(3) : line).strip();
    }

    private void line(String line, int number, StoreFile file, AccountSink sink, LocalDate today) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] fields = line.split(":", 12);
        LineShape shape = LineShape.of(fields);
        switch (shape) {
            case SHADOW -> system(line, fields, number, file, sink, today, shape);
            case PASSWD -> system(line, fields, number, file, sink, today, shape);
            case PWDUMP -> dump(fields, number, file, sink);
            case HTDIGEST -> {
                AccountState state = new AccountState.Unsupported("unsupported_scheme: htdigest");
                account(ServiceType.OTHER, fields[0], number, file, sink, state, new LooseHash(List.of(), ""));
            }
            case USER_AND_HASH -> loose(fields[0], line.substring(fields[0].length() + 1), number, file, sink);
            case BARE -> loose("", line, number, file, sink);
        }
    }

    private void system(
            String line,
            String[] fields,
            int number,
            StoreFile file,
            AccountSink sink,
            LocalDate today,
            LineShape shape) {
        if (forced.isPresent()) {
            LooseHash hash = LooseHash.of(fields[1], decoded(fields[0]), forced);
            account(ServiceType.SYSTEM, fields[0], number, file, sink, state(hash), hash);
            return;
        }
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        if (shape == LineShape.SHADOW) {
            sink.account(SystemLine.ofShadow(bytes, file.at(number), today));
            return;
        }
        if (fields[1].equals("x")) {
            file.diagnostic(number, "the password of user " + quoted(fields[0]) + " is in a shadow file");
            return;
        }
        sink.account(SystemLine.ofPasswd(bytes, file.at(number), today));
    }

    private void dump(String[] fields, int number, StoreFile file, AccountSink sink) {
        LooseHash none = new LooseHash(List.of(), "");
        if (LineShape.isHash(fields[3])) {
            LooseHash hash = LooseHash.of(fields[3], decoded(fields[0]), Optional.of(forced.orElse(SchemeNames.NT)));
            account(ServiceType.OTHER, fields[0], number, file, sink, state(hash), hash);
            return;
        }
        boolean onlyLm = LineShape.isHash(fields[2]) && !fields[2].equalsIgnoreCase(EMPTY_LM);
        AccountState state =
                onlyLm ? new AccountState.Unsupported("unsupported_scheme: lm") : new AccountState.Disabled();
        account(ServiceType.OTHER, fields[0], number, file, sink, state, none);
    }

    private void loose(String user, String text, int number, StoreFile file, AccountSink sink) {
        if (text.isEmpty()) {
            file.diagnostic(number, "no hash behind user " + quoted(user));
            return;
        }
        String name = nameOf(user, number, file);
        LooseHash hash = LooseHash.of(text, decoded(name), forced);
        account(ServiceType.OTHER, name, number, file, sink, state(hash), hash);
    }

    /** A name that looks like a hash is not repeated: lines of other tools begin with the hash. */
    private static String nameOf(String user, int number, StoreFile file) {
        boolean mayBeHash = user.length() >= HEX_DIGITS || user.startsWith("$") || user.startsWith("{");
        if (!mayBeHash || !HASH_SHAPED.matcher(user).matches()) {
            return user;
        }
        file.diagnostic(number, "a hash stands where a name is expected; expected user:hash or a bare hash");
        return "";
    }

    private static AccountState state(LooseHash hash) {
        return hash.credentials().isEmpty() ? new AccountState.Unsupported(hash.reason()) : new AccountState.Usable();
    }

    private static void account(
            ServiceType service,
            String user,
            int number,
            StoreFile file,
            AccountSink sink,
            AccountState state,
            LooseHash hash) {
        sink.account(new Account(
                service,
                decoded(user),
                file.at(number),
                state,
                hash.credentials(),
                Optional.empty(),
                Owner.UNKNOWN,
                Exposure.UNKNOWN,
                false));
    }

    private static String decoded(String latin1) {
        return FoundText.decode(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String quoted(String latin1) {
        return FoundText.quoted(decoded(latin1));
    }
}
