package dev.watchword.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.audit.memory.Memory;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Wordlist;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a store of very many accounts takes of the heap. */
class LargeStoreTest {

    private static final int HASHES = 200_000;

    /** Beyond its name and its stored text; an account as an object of its own, with all that hangs on it, takes over 1,000. */
    private static final int MOST_BYTES = 100;

    private static final SchemeId MYSQL = new SchemeId("mysql-native");

    private long textBytes;

    @Test
    void takesAHundredBytesAHashBeyondItsText() {
        audit(1_000);
        textBytes = 0;
        long before = used();
        long[] during = new long[1];
        Inventory inventory = inventory(HASHES);
        int[] calls = new int[1];
        AuditReport report = audit(inventory, Memory.inProcess(), () -> {
            // the second time all hashes are prepared and looked up in
            if (++calls[0] == 2) {
                during[0] = used();
            }
        });
        assertTrue(calls[0] >= 2, "the scan asked whether to stop");
        long each = (during[0] - before - textBytes) / HASHES;
        assertTrue(each <= MOST_BYTES, () -> each + " bytes a hash");
        long kept = (used() - before - textBytes) / HASHES;
        assertEquals(HASHES, report.findings().size(), "each has a weak scheme, and the report is still at hand");
        assertTrue(kept <= MOST_BYTES, () -> kept + " bytes a hash in the report");
    }

    private void audit(int hashes) {
        audit(inventory(hashes), Memory.inProcess(), () -> {});
    }

    private static AuditReport audit(Inventory inventory, Memory memory, Runnable asked) {
        AuditOptions options = new AuditOptions(
                new Budget(Duration.ofHours(1), Duration.ofHours(1)),
                CostLimit.DEFAULT,
                Wordlist.custom(List.of(bytes("kestrel"), bytes("zebra"))),
                false,
                "",
                List.of(),
                Optional.empty(),
                Mask.PARTIAL,
                1,
                Scene.TODAY);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T04:00:00Z"));
        return new Auditor(options, Wordlist.empty(), new Derivation(), clock)
                .run("a store", clock.instant(), inventory, memory, progress -> {}, () -> {
                    asked.run();
                    return false;
                });
    }

    private Inventory inventory(int hashes) {
        Inventory inventory = new Inventory();
        Random random = new Random(20_261_127);
        byte[] digest = new byte[20];
        for (int i = 1; i <= hashes; i++) {
            random.nextBytes(digest);
            String text = "*" + HexFormat.of().withUpperCase().formatHex(digest);
            String name = "user" + i;
            textBytes += name.length() + text.length();
            inventory.account(new Account(
                    ServiceType.OTHER,
                    name,
                    new StoreRef("/srv/dump", i),
                    new AccountState.Usable(),
                    List.of(new EncodedHash(MYSQL, "", bytes(text))),
                    Optional.empty(),
                    Owner.UNKNOWN,
                    Exposure.UNKNOWN,
                    false));
        }
        return inventory;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
