package dev.watchword.account.postgresql;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Credential;
import dev.watchword.account.Exposure;
import dev.watchword.account.FoundText;
import dev.watchword.account.Owner;
import dev.watchword.account.SchemeNames;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.hash.EncodedHash;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A role of {@code pg_authid}, as a session tells it or as it stands in rows of PostgreSQL 12 and later: number, name in 64 bytes, seven flags, the limit of
 * connections, password, and until when that is valid. Prints no password.
 *
 * @param name of the role
 * @param superuser whether it may do everything
 * @param login whether it may log in
 * @param password its stored password, bytes as Latin-1; empty when there is none
 * @param validUntil when its password ends
 */
record RoleRow(String name, boolean superuser, boolean login, Optional<String> password, Optional<Instant> validUntil) {

    private static final int NAME_AT = 4;
    private static final int NAME_BYTES = 64;
    private static final int SUPERUSER_AT = 68;
    private static final int LOGIN_AT = 72;
    private static final int PASSWORD_AT = 80;
    private static final int PASSWORD_COLUMN = 10;
    private static final int COLUMNS = 12;
    private static final int TOLD_COLUMNS = 5;
    private static final int MOST_PASSWORD_BYTES = 4_096;

    /** Of a number of seconds with six digits of its parts; the year 294,276 is the server's last. */
    private static final int LONGEST_SECONDS = 32;

    private static final long LATEST = 10_000_000_000_000L;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    static RoleRow of(HeapRow row) throws DamagedHeap {
        if (row.columns() != COLUMNS) {
            throw new DamagedHeap("a role has " + row.columns() + " columns, not " + COLUMNS);
        }
        int end = PASSWORD_AT;
        Optional<String> password = Optional.empty();
        if (!row.isNull(PASSWORD_COLUMN)) {
            int head = Byte.toUnsignedInt(row.at(PASSWORD_AT, 1).get(0));
            int header = (head & 1) == 1 ? 1 : 4;
            int length = length(row, head);
            password = Optional.of(latin1(row.at(PASSWORD_AT + header, length - header)));
            end += length;
        }
        Optional<Instant> until = Optional.empty();
        if (!row.isNull(PASSWORD_COLUMN + 1)) {
            until = until(row.at((end + 7) / 8 * 8, 8).getLong(0));
        }
        return new RoleRow(
                name(row.at(NAME_AT, NAME_BYTES)),
                row.at(SUPERUSER_AT, 1).get(0) != 0,
                row.at(LOGIN_AT, 1).get(0) != 0,
                password,
                until);
    }

    /**
     * A role as a session tells it.
     *
     * @param row name, {@code t} for a superuser, {@code t} for one who may log in, password, and the seconds of 1970 until when it is valid
     */
    static RoleRow of(List<byte[]> row) throws DamagedHeap {
        if (row.size() != TOLD_COLUMNS) {
            throw new DamagedHeap("the server tells " + row.size() + " columns of a role");
        }
        String password = new String(row.get(3), StandardCharsets.ISO_8859_1);
        return new RoleRow(
                FoundText.decode(row.get(0)),
                isTrue(row.get(1)),
                isTrue(row.get(2)),
                password.isEmpty() ? Optional.empty() : Optional.of(password),
                validUntil(new String(row.get(4), StandardCharsets.ISO_8859_1)));
    }

    private static boolean isTrue(byte[] value) {
        return value.length == 1 && value[0] == 't';
    }

    /** A time that no calendar of the server's has ends before it began, or never: the server may say anything. */
    private static Optional<Instant> validUntil(String seconds) throws DamagedHeap {
        if (seconds.length() > LONGEST_SECONDS) {
            throw new DamagedHeap("the server tells a time that is none");
        }
        if (seconds.isEmpty() || seconds.equals("Infinity")) {
            return Optional.empty();
        }
        if (seconds.equals("-Infinity")) {
            return Optional.of(EPOCH);
        }
        try {
            long told = new BigDecimal(seconds).longValue();
            if (told > LATEST) {
                return Optional.empty();
            }
            return Optional.of(told < 0 ? EPOCH : Instant.ofEpochSecond(told));
        } catch (ArithmeticException | NumberFormatException none) {
            throw new DamagedHeap("the server tells a time that is none");
        }
    }

    /** Of a value with its own header: seven bits of a byte, or thirty of four, told by the lowest bits. */
    private static int length(HeapRow row, int head) throws DamagedHeap {
        int length = (head & 1) == 1 ? head >>> 1 : row.at(PASSWORD_AT, 4).getInt(0) >>> 2;
        boolean elsewhere = head == 1 || (head & 3) == 2;
        if (elsewhere || length < ((head & 1) == 1 ? 1 : 4) || length > MOST_PASSWORD_BYTES) {
            throw new DamagedHeap("a role's password is compressed or kept elsewhere: the server must be asked");
        }
        return length;
    }

    private static Optional<Instant> until(long micros) {
        if (micros == Long.MAX_VALUE) {
            return Optional.empty();
        }
        // the other end of the range stands for "it never was"
        return Optional.of(micros == Long.MIN_VALUE ? EPOCH : EPOCH.plusSeconds(Math.floorDiv(micros, 1_000_000L)));
    }

    private static String name(ByteBuffer bytes) {
        byte[] name = new byte[NAME_BYTES];
        bytes.get(name);
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        return FoundText.decode(name, 0, end);
    }

    private static String latin1(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return new String(copy, StandardCharsets.ISO_8859_1);
    }

    /** What the password is, when there is one that could match. */
    private Optional<Credential> credential() {
        if (password.isEmpty()) {
            return Optional.empty();
        }
        String text = password.get();
        if (text.startsWith("SCRAM-SHA-256$")) {
            return Optional.of(Credential.of(EncodedHash.of(SchemeNames.SCRAM_SHA256, text)));
        }
        if (text.startsWith("md5")) {
            return Optional.of(Credential.of(
                    new EncodedHash(SchemeNames.POSTGRES_MD5, name, text.getBytes(StandardCharsets.ISO_8859_1))));
        }
        // servers since version 10 take neither clear text nor any other form
        return Optional.empty();
    }

    List<EncodedHash> credentials() {
        return credential().orElse(new Credential.Untestable("")) instanceof Credential.Testable testable
                ? List.of(testable.hash())
                : List.of();
    }

    AccountState state(Instant now) {
        Optional<Credential> credential = credential();
        if (!login) {
            return new AccountState.Locked(credential.isPresent());
        }
        if (credential.isEmpty()) {
            return new AccountState.Disabled();
        }
        if (credential.get() instanceof Credential.Untestable untestable) {
            return new AccountState.Unsupported(untestable.reason());
        }
        return validUntil
                .filter(end -> end.isBefore(now))
                .<AccountState>map(end -> new AccountState.Expired(LocalDate.ofInstant(end, ZoneOffset.UTC)))
                .orElse(new AccountState.Usable());
    }

    /** Whether it is somebody: roles that the server made for rights alone are left out. */
    boolean isSomebody() {
        return login || !name.startsWith("pg_");
    }

    /**
     * As an account.
     *
     * @param store where it was read
     * @param exposure from where the server is reached
     * @param now by which passwords have expired
     */
    Account account(String store, Exposure exposure, Instant now) {
        return new Account(
                ServiceType.POSTGRESQL,
                name,
                new StoreRef(store, 0),
                state(now),
                credentials(),
                Optional.empty(),
                Owner.UNKNOWN,
                exposure,
                superuser);
    }

    @Override
    public String toString() {
        return "RoleRow[" + name + "]";
    }
}
