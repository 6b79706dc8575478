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
            work(share, batchMillis, 0, Duration.ofMinutes(20), samples);
            holdsInEveryMinute(samples, batchMillis + " ms batches");
        }
    }

    @Test
    void holdsItWhereTheStartOfTheProcessTookMuch() throws InterruptedException {
        for (long startMillis : List.of(300L, 1_000L, 2_000L)) {
            List<long[]> samples = new ArrayList<>();
            samples.add(new long[] {machine.elapsed(), 0});
            machine.pass(Duration.ofMillis(startMillis));
            cpu = Duration.ofMillis(startMillis).toNanos();
            samples.add(new long[] {machine.elapsed(), cpu});
            CpuShare share = new CpuShare(machine, cpu, () -> cpu, 0.1);
            work(share, 50, 0, Duration.ofMinutes(10), samples);
            holdsInEveryMinute(samples, startMillis + " ms of start");
        }
    }

    @Test
    void holdsItWhereOthersKeepItFromRunningForSeconds() throws InterruptedException {
        CpuShare share = new CpuShare(machine, 0, () -> cpu, 0.1);
        List<long[]> samples = new ArrayList<>();
        work(share, 50, 6_000, Duration.ofMinutes(10), samples);
        holdsInEveryMinute(samples, "six of twenty seconds taken away");
    }

    /** A debt alone would be paid so slowly that the burst and what follows it make more than a minute's share. */
    @Test
    void beginsNothingWhileTheMinuteIsFull() throws InterruptedException {
        cpu = Duration.ofMillis(3_600).toNanos();
        CpuShare share = new CpuShare(machine, cpu, () -> cpu, 0.1);
        work(share, 20, 0, Duration.ofMillis(56_400), new ArrayList<>());
        assertTrue(cpu > Duration.ofMillis(6_600).toNanos(), () -> cpu + " ns in the first minute");
        assertTrue(cpu < Duration.ofMillis(6_850).toNanos(), () -> cpu + " ns in the first minute");
    }

    /** Works in batches; every twenty seconds others take the processor for a while. */
    private void work(CpuShare share, long batchMillis, long stolenMillis, Duration time, List<long[]> samples)
            throws InterruptedException {
        long end = machine.elapsed() + time.toNanos();
        long stolenAt = machine.elapsed();
        while (machine.elapsed() < end) {
            share.await();
            if (machine.elapsed() - stolenAt > Duration.ofSeconds(20).toNanos()) {
                machine.pass(Duration.ofMillis(stolenMillis));
                stolenAt = machine.elapsed();
            }
            cpu += Duration.ofMillis(batchMillis).toNanos();
            machine.pass(Duration.ofMillis(batchMillis));
            samples.add(new long[] {machine.elapsed(), cpu});
        }
    }

    private static void holdsInEveryMinute(List<long[]> samples, String story) {
        for (int from = 0, to = 0; to < samples.size(); to++) {
            while (samples.get(to)[0] - samples.get(from)[0]
                    >= Duration.ofMinutes(1).toNanos()) {
                double used = samples.get(to)[1] - samples.get(from)[1];
                double part = used / (samples.get(to)[0] - samples.get(from)[0]);
                assertTrue(part > 0.08 && part < 0.121, story + ": " + part);
                from++;
            }
        }
    }

    @Test
    void savesLittleUpOfWhatWasNotUsed() throws InterruptedException {
        CpuShare share = new CpuShare(machine, 0, () -> cpu, 0.1);
        machine.pass(Duration.ofHours(1));
        share.await();
        cpu += Duration.ofSeconds(1).toNanos();
        long before = machine.elapsed();
        share.await();
        assertEquals(4.0, (machine.elapsed() - before) / 1e9, 0.3);
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
    void refusesNoShare() {
        assertThrows(IllegalArgumentException.class, () -> new CpuShare(machine, 0, () -> cpu, 0));
    }
}
