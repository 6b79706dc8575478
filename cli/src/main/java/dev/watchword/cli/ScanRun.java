package dev.watchword.cli;

import dev.watchword.audit.AuditOptions;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Auditor;
import dev.watchword.audit.Inventory;
import dev.watchword.audit.Pace;
import dev.watchword.audit.ScanProgress;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Wordlist;
import dev.watchword.hash.Kernels;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One scan as the command runs it: with a progress bar on a terminal, and an orderly end when it is interrupted. */
final class ScanRun {

    private static final long LONGEST_END_SECONDS = 30;

    private ScanRun() {}

    /** Audits the inventory, delivers the report, keeps the memory; gives the exit status. */
    static int run(
            String target,
            Instant startedAt,
            Inventory inventory,
            AuditOptions options,
            MemoryPlace memoryPlace,
            ReportArguments report) {
        report.expectPlace();
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread onInterrupt = Thread.ofPlatform().unstarted(() -> {
            stop.set(true);
            await(ended);
        });
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try (MemoryPlace.Opened memory = memoryPlace.open(line -> System.err.println("watchword: " + line))) {
            AuditReport result = audit(target, startedAt, inventory, options, memory, stop);
            memory.save();
            return report.deliver(result);
        } finally {
            ended.countDown();
            forget(onInterrupt);
        }
    }

    private static void forget(Thread onInterrupt) {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            // the machine is going down already: the hook has seen that the scan ended
        }
    }

    private static AuditReport audit(
            String target,
            Instant startedAt,
            Inventory inventory,
            AuditOptions options,
            MemoryPlace.Opened memory,
            AtomicBoolean stop) {
        List<String> remarks = Collections.synchronizedList(new ArrayList<>());
        Kernels kernels = Kernels.fastest(Runtime.getRuntime().maxMemory() / 4 / options.threads(), remarks::add);
        Auditor auditor = new Auditor(
                options, Wordlist.builtIn(), new Derivation(), InstantSource.system(), Pace.UNBOUNDED, kernels);
        if (!Terminal.errors()) {
            return auditor.run(target, startedAt, inventory, memory.memory(), ScanRun::noProgress, stop::get);
        }
        ProgressBar bar = new ProgressBar(System.err);
        try {
            return auditor.run(target, startedAt, inventory, memory.memory(), bar, stop::get);
        } finally {
            bar.clear();
            remarks.forEach(remark -> System.err.println("watchword: " + remark));
        }
    }

    private static void noProgress(ScanProgress progress) {
        // nobody looks
    }

    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("watchword: stopped before the report was written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
