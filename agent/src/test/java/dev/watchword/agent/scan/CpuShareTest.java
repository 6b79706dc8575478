package dev.watchword.agent.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.simulation.VirtualMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuShareTest {

    private final VirtualMachine machine = new VirtualMachine(1);
    private long cpu;

    @Test
    void holdsTheShareOverEveryMinuteWhateverABatchTakes() throws InterruptedException {
        for (long batchMillis : List.of(1L, 20L, 100L, 1_200L)) {
            cpu = 0;
            CpuShare share = new CpuShare(machine, 0, () -> cpu, 0.1);
            List<long[]> samples = new ArrayList<>();
            long end = machine.elapsed() + Duration.ofMinutes(20).toNanos();
            while (machine.elapsed() < end) {
                share.await();
                cpu += Duration.ofMillis(batchMillis).toNanos();
                machine.pass(Duration.ofMillis(batchMillis));
                samples.add(new long[] {machine.elapsed(), cpu});
            }
            for (int from = 0, to = 0; to < samples.size(); to++) {
                while (samples.get(to)[0] - samples.get(from)[0]
                        >= Duration.ofMinutes(1).toNanos()) {
                    double used = samples.get(to)[1] - samples.get(from)[1];
                    double part = used / (samples.get(to)[0] - samples.get(from)[0]);
                    assertTrue(part > 0.08 && part < 0.121, batchMillis + " ms batches: " + part);
                    from++;
                }
            }
        }
    }

    @Test
    void doesNotSaveUpWhatWasNotUsed() throws InterruptedException {
        CpuShare share = new CpuShare(machine, 0, () -> cpu, 0.1);
        machine.pass(Duration.ofHours(1));
        share.await();
        cpu += Duration.ofSeconds(1).toNanos();
        long before = machine.elapsed();
        share.await();
        assertTrue(machine.elapsed() - before > Duration.ofSeconds(8).toNanos());
    }

    @Test
    void countsWhatOthersOfTheProcessUse() throws InterruptedException {
        CpuShare share = new CpuShare(machine, 0, () -> cpu, 0.5);
        cpu += Duration.ofSeconds(3).toNanos();
        long before = machine.elapsed();
        share.await();
        assertEquals(6.0, (machine.elapsed() - before) / 1e9, 0.3);
    }

    @Test
    void waitsOffWhatTheStartOfTheProcessTook() throws InterruptedException {
        cpu = Duration.ofSeconds(2).toNanos();
        CpuShare share = new CpuShare(machine, Duration.ofSeconds(3).toNanos(), () -> cpu, 0.1);
        long before = machine.elapsed();
        share.await();
        assertEquals(17.0, (machine.elapsed() - before) / 1e9, 0.3);
    }

    @Test
    void refusesNoShare() {
        assertThrows(IllegalArgumentException.class, () -> new CpuShare(machine, 0, () -> cpu, 0));
    }
}
