package dev.watchword.hash.yescrypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.StoredHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class YescryptLimitsTest {

    private static final String REST = "saltsaltsaltsaltsalt/.$T.QM3dTZRKbGZouGs3SzPUNueCO9MQt4SVpTcs9gLm5";

    @Test
    void statesWhatTheDefaultOfPasswdCosts() {
        Cost cost = read(YescryptTextWriter.of(47, 12, 32, 1, 0)).cost();
        assertEquals(128L * 32 * (4096 + 3), cost.memoryBytes());
        assertTrue(cost.nanos() > 10e6 && cost.nanos() < 30e6, () -> cost.toString());
    }

    @Test
    void statesTheCostOfWhatNoMachineHolds() {
        Cost cost =
                read(YescryptTextWriter.of(47, 31, (1 << 30) - 1, 1, 1 << 20)).cost();
        assertEquals(Long.MAX_VALUE, cost.memoryBytes());
        assertTrue(cost.nanos() > 1e20 && Double.isFinite(cost.nanos()));
    }

    @Timeout(20) // refused before any work: the prehash of these alone takes minutes
    @Test
    void kernelRefusesMemoryThatNoArrayHolds() {
        for (String setting : new String[] {
            YescryptTextWriter.of(47, 31, 32, 1, 0),
            YescryptTextWriter.of(47, 31, 1, 1, 0),
            YescryptTextWriter.of(0, 2, (1 << 30) - 1, 1, 0),
            YescryptTextWriter.of(1, 27, 1, 1, 0)
        }) {
            StoredHash hash = read(setting);
            Pairs pairs = new Pairs(hash.settings(), 1);
            pairs.add(hash.salt(), new byte[] {'p'});
            try (HashKernel kernel = new YescryptKernel()) {
                assertThrows(IllegalArgumentException.class, () -> kernel.digest(pairs, new byte[32]), setting);
            }
        }
    }

    private static StoredHash read(String setting) {
        Parsed parsed = new YescryptScheme().parse(EncodedHash.of(YescryptScheme.ID, setting + REST));
        return assertInstanceOf(Parsed.Readable.class, parsed).hash();
    }
}
