package dev.watchword.account.shadow;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Fields;
import dev.watchword.account.FoundText;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import dev.watchword.rootfs.Unreadable;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** One reading of a system's accounts: passwd first, kept as a table, then each shadow file joined with it. */
final class SystemAccounts {

    private static final String PASSWD = "/etc/passwd";
    private static final String SHADOW = "/etc/shadow";
    private static final String TCB = "/etc/tcb";
    private static final int MAX_TCB_USERS = 10_000;

    /** One user's lines. */
    private static final FileLimits TCB_LIMITS = new FileLimits(64 << 10, 16 << 10);

    /** What in field 2 of passwd sends the reader to shadow. */
    private static final Set<String> IN_SHADOW = Set.of("x", "*NP*");

    private final RootFs root;
    private final AccountSink sink;
    private final LocalDate today;
    private final PasswdTable passwd = new PasswdTable();
    private boolean shadowComplete;

    SystemAccounts(RootFs root, AccountSink sink, LocalDate today) {
        this.root = root;
        this.sink = sink;
        this.today = today;
    }

    void read() {
        Optional<StoreFile> opened = StoreFile.open(root, PASSWD, FileLimits.ACCOUNTS, ServiceType.SYSTEM, sink);
        if (opened.isEmpty()) {
            readShadows();
            return;
        }
        try (StoreFile file = opened.get()) {
            file.readLines((line, number) -> readLine(file, line, number, this::passwdLine));
            readShadows();
            tellUnmatched(file);
        }
    }

    private void readShadows() {
        boolean shadow = readShadow(SHADOW, FileLimits.ACCOUNTS);
        boolean tcb = readTcb();
        shadowComplete = shadow && tcb;
    }

    /** Returns false when part of it was not read; a file that is not there has no such part. */
    private boolean readShadow(String path, FileLimits limits) {
        Optional<StoreFile> opened = StoreFile.open(root, path, limits, ServiceType.SYSTEM, sink);
        if (opened.isEmpty()) {
            return isMissing(path);
        }
        try (StoreFile file = opened.get()) {
            return file.readLines((line, number) -> readLine(file, line, number, this::shadowLine));
        }
    }

    private boolean readTcb() {
        return switch (root.list(TCB, MAX_TCB_USERS)) {
            case RootFs.Listed.Refused refused -> {
                if (refused.why() instanceof Unreadable.Missing) {
                    yield true;
                }
                sink.incomplete(ServiceType.SYSTEM, TCB, StoreFile.advice(refused.why(), TCB));
                yield false;
            }
            case RootFs.Listed.Entries users -> {
                if (users.cut()) {
                    sink.incomplete(
                            ServiceType.SYSTEM, TCB, "more than " + MAX_TCB_USERS + " users: the others are not read");
                }
                boolean complete = !users.cut();
                for (String name : users.names()) {
                    complete &= readShadow(TCB + "/" + name + "/shadow", TCB_LIMITS);
                }
                yield complete;
            }
        };
    }

    private boolean isMissing(String path) {
        return root.stat(path) instanceof RootFs.Stat.Refused refused && refused.why() instanceof Unreadable.Missing;
    }

    private interface EntryReader {
        void read(StoreFile file, Fields fields, byte[] line, int number);
    }

    private static void readLine(StoreFile file, byte[] line, int number, EntryReader reader) {
        Fields fields = new Fields(line);
        if (fields.isNothing()) {
            return;
        }
        byte first = line[fields.start(1)];
        if (first == '+' || first == '-') {
            file.diagnostic(number, "entry of the network information service: its accounts are not in this file");
            return;
        }
        if (fields.isEmpty(1)) {
            file.diagnostic(number, "line without a user name");
            return;
        }
        if (fields.count() < 2) {
            file.diagnostic(number, "not a line of colon-separated fields");
            return;
        }
        reader.read(file, fields, line, number);
    }

    private void passwdLine(StoreFile file, Fields fields, byte[] line, int number) {
        if (!fields.isEmpty(3) && !fields.isNumber(3)) {
            file.diagnostic(number, "field 3 is not a number");
        }
        boolean first = passwd.add(line, number, fields);
        if (!first) {
            file.diagnostic(number, named(fields) + " stands on an earlier line too");
        }
        if (isInShadow(fields)) {
            return;
        }
        if (first) {
            passwd.match(passwd.find(line, fields));
        }
        sink.account(SystemLine.ofPasswd(fields, file.at(number), today));
    }

    private static boolean isInShadow(Fields passwdLine) {
        return passwdLine.length(2) <= 4 && IN_SHADOW.contains(passwdLine.latin1(2));
    }

    private void shadowLine(StoreFile file, Fields fields, byte[] line, int number) {
        if (fields.count() > 9) {
            file.diagnostic(number, "more than 9 fields");
        }
        for (int field = 3; field <= 8; field++) {
            if (!fields.isEmpty(field) && !fields.isNumber(field)) {
                file.diagnostic(number, "field " + field + " is not a number");
            }
        }
        Owner owner = Owner.UNKNOWN;
        int entry = passwd.find(line, fields);
        if (entry >= 0) {
            Fields passwdLine = passwd.fields(entry);
            owner = PasswdTable.owner(passwdLine);
            tellJoin(file, fields, number, entry, isInShadow(passwdLine));
        } else if (passwd.size() > 0) {
            file.diagnostic(number, named(fields) + " has no line in " + PASSWD);
        }
        sink.account(SystemLine.ofShadow(fields, file.at(number), owner, today));
    }

    private void tellJoin(StoreFile file, Fields fields, int line, int entry, boolean inShadow) {
        if (!inShadow) {
            file.diagnostic(line, named(fields) + " has a password field in " + PASSWD + " that decides instead");
            return;
        }
        if (!passwd.match(entry)) {
            file.diagnostic(line, named(fields) + " was found before, here or in another shadow file");
        }
    }

    private void tellUnmatched(StoreFile file) {
        if (!shadowComplete) {
            return;
        }
        if (isMissing(SHADOW) && isMissing(TCB)) {
            int[] count = new int[1];
            passwd.forEachUnmatched(entry -> count[0]++);
            if (count[0] > 0) {
                file.diagnostic(0, count[0] + " accounts have their password in " + SHADOW + ", which is missing");
            }
            return;
        }
        passwd.forEachUnmatched(entry ->
                file.diagnostic(passwd.lineNumber(entry), named(passwd.fields(entry)) + " has no line in " + SHADOW));
    }

    private static String named(Fields fields) {
        return "user " + FoundText.quoted(fields.text(1));
    }
}
