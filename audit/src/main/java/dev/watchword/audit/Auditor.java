package dev.watchword.audit;

import dev.watchword.account.Diagnostic;
import dev.watchword.account.StoreRef;
import dev.watchword.audit.memory.Fingerprint;
import dev.watchword.audit.memory.Fingerprinter;
import dev.watchword.audit.memory.KnownMatch;
import dev.watchword.audit.memory.Memory;
import dev.watchword.audit.memory.PasswordDigest;
import dev.watchword.audit.memory.Remembered;
import dev.watchword.candidate.Candidates;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Origin;
import dev.watchword.candidate.Wordlist;
import dev.watchword.hash.Kernels;
import dev.watchword.policy.PasswordShape;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Audits the accounts of one target: prepares, walks, verifies, remembers, reports. Each call of {@link #run} is a scan of
 * its own; calls do not share anything but their arguments.
 */
public final class Auditor {

    /** Passwords found in this scan that are tried on its other accounts. */
    private static final int MOST_FOUND_WORDS = 256;

    /** Clear passwords of the machine that are tried on its other accounts. */
    private static final int MOST_SHARED_WORDS = 1_000;

    private static final AuditReport.Effort NO_EFFORT = new AuditReport.Effort(0, 0, false);

    private final AuditOptions options;
    private final Wordlist wordlist;
    private final Derivation derivation;
    private final InstantSource clock;
    private final Pace pace;
    private final Kernels kernels;

    /** An auditor that takes all of the processor that its threads get, with the schemes' own kernels. */
    public Auditor(AuditOptions options, Wordlist wordlist, Derivation derivation, InstantSource clock) {
        this(options, wordlist, derivation, clock, Pace.UNBOUNDED, Kernels.SCALAR);
    }

    /** An auditor that keeps a pace, with the schemes' own kernels. */
    public Auditor(AuditOptions options, Wordlist wordlist, Derivation derivation, InstantSource clock, Pace pace) {
        this(options, wordlist, derivation, clock, pace, Kernels.SCALAR);
    }

    /** An auditor that keeps a pace, with kernels of the caller's choice. */
    public Auditor(
            AuditOptions options,
            Wordlist wordlist,
            Derivation derivation,
            InstantSource clock,
            Pace pace,
            Kernels kernels) {
        this.pace = pace;
        this.kernels = kernels;
        this.options = options;
        this.wordlist = wordlist;
        this.derivation = derivation;
        this.clock = clock;
    }

    /**
     * Scans.
     *
     * @param target what the report calls the target
     * @param inventory what the stores hold
     * @param memory what earlier scans tried; brought up to date, not saved
     * @param listener told of the progress
     * @param stop asked often; once true, what is under way is finished and the rest is reported as aborted
     */
    public AuditReport run(
            String target,
            Instant startedAt,
            Inventory inventory,
            Memory memory,
            ScanProgress.Listener listener,
            BooleanSupplier stop) {
        Fingerprinter fingerprinter = memory.fingerprinter();
        int today = Math.toIntExact(options.today().toEpochDay());
        Optional<Fingerprint> asked = memory.stands()
                ? Optional.of(Unchanged.asked(inventory, options, wordlist, derivation, fingerprinter))
                : Optional.empty();
        if (asked.isPresent() && !stop.getAsBoolean()) {
            Optional<Preparation> known = memory.standing(asked.get(), today)
                    .flatMap(standing -> Unchanged.prepared(standing, inventory, options));
            if (known.isPresent()) {
                return report(target, startedAt, inventory, memory, known.get(), List.of(), NO_EFFORT);
            }
        }
        Preparation preparation = new Preparation(options.costLimit(), memory, inventory.packed());
        ExtraWords extras = extraWords(inventory.packed(), memory);
        Plans plans = new Plans(
                wordlist,
                derivation,
                options.today().getYear(),
                options.rankedPlan(),
                options.host(),
                options.organisation(),
                memory);

        List<Walk> walks = walks(preparation, extras, plans, memory);
        int wordsBefore = extras.size();
        AtomicInteger found = new AtomicInteger();
        Schedule schedule = new Schedule(walks, options.budget(), stop, (walk, subject, trial) -> {
            subject.match(match(walk, subject, trial, fingerprinter));
            return found.incrementAndGet() <= MOST_FOUND_WORDS && extras.add(trial.word(), trial.origin());
        });
        SequencedSet<Incomplete> failures = new LinkedHashSet<>();
        Workers.run(schedule, options, pace, kernels, listener, found, (batch, reason) -> {
            synchronized (failures) {
                batch.walks().stream()
                        .flatMap(walk -> walk.active().stream())
                        .forEach(subject -> failures.add(new Incomplete(
                                subject.account().store().path(),
                                "aborted: " + subject.account().userName() + ": " + reason)));
            }
        });
        walks.forEach(Walk::settle);
        remember(preparation.rows(), memory, today);

        List<Incomplete> undone = new ArrayList<>(failures);
        if (schedule.stopped()) {
            undone.add(new Incomplete(target, "aborted: " + schedule.whyStopped()));
        }
        boolean nothingLeft = undone.isEmpty()
                && !schedule.budgetEnded()
                && extras.size() == wordsBefore
                && walks.stream().allMatch(Walk::finished);
        if (asked.isPresent() && nothingLeft) {
            memory.stand(Unchanged.standing(asked.get(), today, preparation));
        }
        return report(
                target,
                startedAt,
                inventory,
                memory,
                preparation,
                undone,
                new AuditReport.Effort(schedule.digests(), schedule.spentNanos(), schedule.budgetEnded()));
    }

    /** @param undone what could not be tested although it was prepared */
    private AuditReport report(
            String target,
            Instant startedAt,
            Inventory inventory,
            Memory memory,
            Preparation preparation,
            List<Incomplete> undone,
            AuditReport.Effort effort) {
        List<Incomplete> incomplete = new ArrayList<>(inventory.incomplete());
        incomplete.addAll(preparation.incomplete());
        incomplete.addAll(undone);
        Rows rows = preparation.rows();
        Sharing sharing = new Sharing(rows, preparation.groups(), memory.fingerprinter());
        return new AuditReport(
                target,
                startedAt,
                clock.instant(),
                new Findings(options, rows, sharing).all(),
                new AccountResults(rows),
                inventory.stores(),
                inventory.sessions(),
                incomplete,
                diagnostics(inventory, memory),
                effort);
    }

    private ExtraWords extraWords(PackedAccounts accounts, Memory memory) {
        ExtraWords extras = new ExtraWords(memory, options.customWords(), options.rankedPlan());
        if (!accounts.holds(Preparation.PLAIN)) {
            return extras;
        }
        accounts.stream()
                .flatMap(account -> account.credentials().stream())
                .filter(credential -> credential.scheme().equals(Preparation.PLAIN))
                .filter(credential -> credential.length() > 0 && credential.length() <= Candidates.MAX_BYTES)
                .limit(MOST_SHARED_WORDS)
                .forEach(credential -> extras.add(credential.text(), Origin.SHARED));
        return extras;
    }

    /** A walk for each group that somebody in it still needs. */
    private static List<Walk> walks(Preparation preparation, ExtraWords extras, Plans plans, Memory memory) {
        List<Walk> walks = new ArrayList<>();
        for (SaltGroup group : preparation.groups()) {
            List<Subject> active = group.unmatched();
            if (!active.isEmpty()) {
                walks.add(new Walk(group, active, extras, plans, memory));
            }
        }
        return walks;
    }

    private static KnownMatch match(Walk walk, Subject subject, Trial trial, Fingerprinter fingerprinter) {
        String password = Passwords.text(trial.word());
        Origin origin = walk.originFor(subject, trial);
        return new KnownMatch(
                origin,
                Mask.PARTIAL.of(password),
                PasswordShape.of(password),
                Suggestion.forPassword(password, Weakness.of(origin)),
                fingerprinter.group(trial.word()),
                Optional.of(PasswordDigest.of(trial.word())),
                subject.account().lastChanged());
    }

    private static void remember(Rows rows, Memory memory, int today) {
        Remembered before = Remembered.NOTHING;
        Remembered now = Remembered.NOTHING;
        for (int row = 0; row < rows.size(); row++) {
            if (!rows.tested(row)) {
                continue;
            }
            // mostly the same for all: one object then
            if (rows.remembered(row) != before || now == Remembered.NOTHING) {
                before = rows.remembered(row);
                now = before.on(today);
            }
            memory.put(rows.place(row), now);
        }
    }

    private static List<Diagnostic> diagnostics(Inventory inventory, Memory memory) {
        List<Diagnostic> diagnostics = new ArrayList<>(inventory.diagnostics());
        if (inventory.diagnosticsLeftOut() > 0) {
            diagnostics.add(new Diagnostic(
                    new StoreRef("", 0), inventory.diagnosticsLeftOut() + " more diagnostics were left out"));
        }
        memory.remarks().forEach(remark -> diagnostics.add(new Diagnostic(new StoreRef("", 0), remark)));
        return diagnostics;
    }
}
