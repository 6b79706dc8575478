package dev.watchword.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryTest {

    private final Inventory inventory = new Inventory();

    @Test
    void saysOnceThatAFolderIsDenied() {
        inventory.incomplete(ServiceType.REDIS, "/etc/redis", "permission denied: run as root");
        inventory.incomplete(ServiceType.REDIS, "/etc/redis/conf", "permission denied: run as root");
        inventory.incomplete(ServiceType.REDIS, "/etc/redis-6.conf", "permission denied: run as root");
        inventory.incomplete(ServiceType.REDIS, "/etc/redis/x.conf", "larger than the limit");
        assertEquals(
                List.of("/etc/redis", "/etc/redis-6.conf", "/etc/redis/x.conf"),
                inventory.incomplete().stream().map(Incomplete::store).toList());
    }

    @Test
    void countsTheDiagnosticsThatItDoesNotKeep() {
        for (int i = 0; i < 10_007; i++) {
            inventory.diagnostic(new Diagnostic(new StoreRef("/etc/shadow", i), "bad"));
        }
        assertEquals(10_000, inventory.diagnostics().size());
        assertEquals(7, inventory.diagnosticsLeftOut());
    }

    @Test
    void configurationOfAServiceCannotCrowdOutTheSystem() {
        for (int i = 0; i < 50_003; i++) {
            inventory.account(Scene.account(ServiceType.TOMCAT, "n" + i, new AccountState.Usable()));
        }
        inventory.account(Scene.account(ServiceType.SYSTEM, "root", new AccountState.Passwordless()));
        assertEquals(50_001, inventory.accounts().size());
        assertEquals(1, inventory.incomplete().size());
    }

    /** Whoever owns a configuration can name as many stores as it has lines. */
    @Test
    void aMillionIncompleteStoresAreToldInTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 1_000_000; i++) {
                inventory.incomplete(ServiceType.HTTP, "/srv/" + i, "permission denied: to none");
            }
        });
        assertEquals(10_001, inventory.incomplete().size());
        assertTrue(inventory.incomplete().getLast().reason().startsWith("more than 10000 stores"));
    }
}
