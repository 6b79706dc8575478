package dev.watchword.account.shadow;

import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.ServiceType;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The accounts of a Linux system: {@code /etc/shadow} joined with {@code /etc/passwd}, passwords in {@code /etc/passwd}
 * itself, and the files of the TCB scheme. Backups ({@code /etc/shadow-}) hold no accounts and are not read. See shadow(5),
 * passwd(5), tcb(5).
 */
public final class ShadowStore implements AccountStore {

    private final InstantSource clock;

    /**
     * @param clock tells today's date, in UTC, by which accounts have expired
     */
    public ShadowStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String title() {
        return "Linux shadow and passwd";
    }

    @Override
    public ServiceType service() {
        return ServiceType.SYSTEM;
    }

    @Override
    public Interest interest() {
        return Interest.inNames("shadow", "passwd", "nsswitch.conf");
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        new SystemAccounts(root, sink, today).read();
        NameServices.read(root, sink);
    }
}
