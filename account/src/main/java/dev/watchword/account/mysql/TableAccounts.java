package dev.watchword.account.mysql;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.Exposure;
import dev.watchword.account.FoundText;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes accounts of the rows of one grant table, wherever they come from. */
final class TableAccounts {

    private final AccountSink sink;
    private final StoreRef store;
    private final InstantSource clock;
    private final Consumer<String> diagnostics;

    /**
     * @param store where the rows stand
     * @param diagnostics takes what is bad about a row
     */
    TableAccounts(AccountSink sink, String store, InstantSource clock, Consumer<String> diagnostics) {
        this.sink = sink;
        this.store = new StoreRef(store, 0);
        this.clock = clock;
        this.diagnostics = diagnostics;
    }

    /** A row of {@code global_priv}. */
    void globalPriv(GrantRow row) {
        String name = name(row.user(), row.host());
        Optional<Grant> grant = PrivJson.read(row.priv());
        if (grant.isEmpty()) {
            diagnostics.accept("the privileges of " + FoundText.quoted(name) + " are not the JSON they should be");
            return;
        }
        tell(name, FoundText.decode(row.host()), grant.get());
    }

    /** A row of {@code user}: values as text by the column's name in lower case. */
    void user(Map<String, byte[]> row) {
        byte[] host = row.getOrDefault(UserColumns.HOST, new byte[0]);
        byte[] user = row.getOrDefault(UserColumns.USER, new byte[0]);
        tell(name(user, host), FoundText.decode(host), UserColumns.read(row));
    }

    private static String name(byte[] user, byte[] host) {
        return FoundText.decode(user) + "@" + FoundText.decode(host);
    }

    private void tell(String name, String host, Grant grant) {
        if (!grant.role()) {
            sink.account(new Account(
                    ServiceType.MYSQL,
                    name,
                    store,
                    grant.state(),
                    grant.credentials(),
                    lastChanged(grant.changedAt()),
                    Owner.UNKNOWN,
                    exposure(host),
                    grant.privileged()));
        }
    }

    private Optional<LocalDate> lastChanged(long seconds) {
        return seconds <= 0 || seconds > clock.instant().getEpochSecond()
                ? Optional.empty()
                : Optional.of(LocalDate.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
    }

    private static Exposure exposure(String host) {
        boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        return local ? Exposure.LOCAL : Exposure.REMOTE;
    }
}
