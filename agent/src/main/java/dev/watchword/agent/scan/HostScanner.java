package dev.watchword.agent.scan;

import dev.watchword.account.AccountSink;
import dev.watchword.account.session.LocalSessions;
import dev.watchword.agent.fleet.FleetKeys;
import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.wire.Wire;
import dev.watchword.audit.AuditOptions;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Auditor;
import dev.watchword.audit.Budget;
import dev.watchword.audit.HostInventory;
import dev.watchword.audit.Inventory;
import dev.watchword.audit.MachineName;
import dev.watchword.audit.Mask;
import dev.watchword.audit.Pace;
import dev.watchword.audit.ScanProgress;
import dev.watchword.audit.memory.Memory;
import dev.watchword.audit.memory.MemoryFile;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Wordlist;
import dev.watchword.hash.Kernels;
import dev.watchword.protocol.DryRunAnswer;
import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.ScanReport;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Audits the machine within its limits: one worker, a share of one core, bounded memory. What is learnt stays in the memory, so that each
 * night goes on where the last one ended.
 */
public final class HostScanner {

    private static final System.Logger LOG = System.getLogger(HostScanner.class.getName());

    private static final String STORES = "stores";

    /** Of one server's table of accounts: a tenth of the agent's memory holds tens of thousands. */
    private static final long MOST_ANSWER_BYTES = 4L << 20;

    private final ScanTarget target;
    private final Path memoryFile;
    private final Disk disk;
    private final Machine machine;
    private final ScanLimits limits;
    private final HostRules rules;
    private final FleetKeys keys;
    private final Engine engine;

    /**
     * A scanner of a machine or a folder.
     *
     * @param memoryFile where the memory of what was tried lives
     * @param disk the agent's own
     * @param keys what passwords are marked with
     * @param engine what scans digest with
     */
    public HostScanner(
            ScanTarget target,
            Path memoryFile,
            Disk disk,
            Machine machine,
            ScanLimits limits,
            HostRules rules,
            FleetKeys keys,
            Engine engine) {
        this.engine = engine;
        this.target = target;
        this.memoryFile = memoryFile;
        this.disk = disk;
        this.machine = machine;
        this.limits = limits;
        this.rules = rules;
        this.keys = keys;
    }

    /** What may be spent. */
    public ScanLimits limits() {
        return limits;
    }

    /**
     * Scans and remembers.
     *
     * @param words the server's custom words
     * @param stop once true, what is under way is finished and the report says that it is incomplete
     * @throws IOException when the memory cannot be used
     */
    public ScanReport scan(Budget budget, List<String> words, ScanProgress.Listener listener, BooleanSupplier stop)
            throws IOException {
        Instant startedAt = now();
        List<StoreLedger.Key> former = former();
        Inventory inventory = new Inventory();
        try (RootFs files = HostInventory.open(target.root(), inventory::remark);
                MemoryFile file = MemoryFile.open(memoryFile)) {
            Memory memory = file.load();
            boolean lost = !former.isEmpty() && memory.size() == 0;
            StoreLedger ledger = new StoreLedger(inventory);
            read(files, ledger);
            former.forEach(ledger::former);
            AuditOptions options = options(budget, words, true, MachineName.of(files));
            Pace pace = pace();
            Kernels kernels = kernels(inventory, pace, stop);
            // a guess of yescrypt takes half of the heap that the agent has, and unpacking needs some of it for a
            // moment
            AuditReport report = auditor(options, Wordlist.builtIn().fetched(), pace, kernels)
                    .run(files.name(), startedAt, inventory, memory, listener, stop);
            memory.save(Math.toIntExact(options.today().toEpochDay()));
            SlowWork.after(report).keep(disk);
            ScanReport said = said(report, ledger, lost, rules.of(files));
            disk.write(STORES, Wire.write(new Stores(ledger.keys())));
            return said;
        }
    }

    private ScanReport said(AuditReport report, StoreLedger ledger, boolean lost, Optional<ScanReport.Rules> demanded)
            throws IOException {
        try (FleetKey key = keys.forMarks()) {
            return new ReportMaker(report, ledger, key).report(UUID.randomUUID().toString(), lost, demanded);
        }
    }

    /** Tries words on all accounts and keeps nothing of it. */
    public DryRunAnswer tryOut(List<String> words, BooleanSupplier stop) {
        Inventory inventory = new Inventory();
        try (RootFs files = HostInventory.open(target.root(), inventory::remark)) {
            read(files, inventory);
            AuditReport report = auditor(
                            options(limits.asked(), words, false, ""), Wordlist.empty(), pace(), Kernels.SCALAR)
                    .run(files.name(), now(), inventory, Memory.ofThisScan(), progress -> {}, stop);
            if (report.effort().budgetEnded() || stop.getAsBoolean()) {
                return new DryRunAnswer(0, 0, "not all accounts could be tried in the time there is");
            }
            long accounts = report.accounts().stream()
                    .filter(each -> each.coverage().planned() > 0)
                    .map(each -> key(each.account()))
                    .distinct()
                    .count();
            long matches = report.findings().stream()
                    .filter(each -> each.weakness().wireName().equals("custom"))
                    .map(each -> key(each.account()))
                    .distinct()
                    .count();
            return new DryRunAnswer(Math.toIntExact(accounts), Math.toIntExact(Math.min(matches, accounts)), "");
        }
    }

    private void read(RootFs files, AccountSink sink) {
        Optional<LocalSessions> sessions =
                target.offlineOnly() ? Optional.empty() : Optional.of(new LocalSessions(MOST_ANSWER_BYTES));
        HostInventory.read(files, store -> true, sessions, sink);
        sessions.ifPresent(all -> all.sessions()
                .forEach(session -> LOG.log(
                        System.Logger.Level.INFO,
                        "session on {0} as {1} ({2}): {3}",
                        session.socket(),
                        session.user(),
                        session.proof(),
                        session.outcome())));
    }

    private AuditOptions options(Budget budget, List<String> words, boolean ranked, String host) {
        return new AuditOptions(
                budget,
                limits.guess(),
                Wordlist.custom(words.stream()
                        .map(word -> word.getBytes(StandardCharsets.UTF_8))
                        .toList()),
                ranked,
                host,
                List.of(),
                Optional.empty(),
                Mask.PARTIAL,
                1,
                LocalDate.ofInstant(now(), ZoneOffset.UTC));
    }

    private Auditor auditor(AuditOptions options, Wordlist words, Pace pace, Kernels kernels) {
        return new Auditor(options, words, new Derivation(), this::now, pace, kernels);
    }

    private Pace pace() {
        return limits.cpuShare() >= 1
                ? Pace.UNBOUNDED
                : new CpuShare(machine, engine.ageNanos().getAsLong(), engine.cpuNanos(), limits.cpuShare());
    }

    private Kernels kernels(Inventory inventory, Pace pace, BooleanSupplier stop) throws InterruptedIOException {
        if (!engine.fast()) {
            return Kernels.SCALAR;
        }
        try {
            new WarmUp(pace, limits.guess(), stop).of(inventory.accounts());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("told to stop");
        }
        return Kernels.fastest(Engine.MOST_KERNEL_BYTES, remark -> LOG.log(System.Logger.Level.INFO, "{0}", remark));
    }

    private Instant now() {
        return Instant.ofEpochMilli(machine.wallClock());
    }

    private List<StoreLedger.Key> former() throws IOException {
        return disk.read(STORES)
                .flatMap(json -> Wire.read(json, Stores.class))
                .map(Stores::stores)
                .orElse(List.of());
    }

    private static List<String> key(dev.watchword.account.Account account) {
        return List.of(
                account.service().wireName(),
                account.userName(),
                account.store().path());
    }

    /** What the last scan spoke for. */
    private record Stores(List<StoreLedger.Key> stores) {}
}
