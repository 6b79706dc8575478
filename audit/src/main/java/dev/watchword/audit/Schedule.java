package dev.watchword.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Decides what is digested next, for any number of workers. Passes over all walks, cheapest guess first, and gives each
 * walk the same CPU time in a pass, four times as much in the next: so every account has its likeliest candidates tried
 * before any account has its unlikely ones, and a cheap scheme is through its whole list while a dear one is at its first
 * dozen. What was handed out is finished, whatever ends the scan.
 */
final class Schedule {

    private static final double FIRST_ALLOWANCE_NANOS = 100_000;
    private static final int ALLOWANCE_GROWTH = 4;
    private static final int MOST_ESTIMATED = 10_000;

    private final List<Walk> walks;
    private final Budget budget;
    private final BooleanSupplier stop;
    private final MatchSink matches;
    private final List<Walk> finished = new ArrayList<>();

    private double allowance = FIRST_ALLOWANCE_NANOS;
    private int position;
    private double spentNanos;
    private long digests;
    private boolean budgetEnded;
    private boolean stopped;
    private boolean stopRequested;
    private String whyStopped = "the scan was stopped before its plan or budget ended";

    /** Takes what was found, under the schedule's lock. */
    interface MatchSink {
        /** Whether there is a new word now for every walk, those that had finished included. */
        boolean matched(Walk walk, Subject subject, Trial trial);
    }

    Schedule(List<Walk> walks, Budget budget, BooleanSupplier stop, MatchSink matches) {
        this.walks = new ArrayList<>(walks);
        this.walks.sort(
                Comparator.comparingDouble(walk -> walk.group().costClass().nanosPerGuess()));
        this.budget = budget;
        this.stop = stop;
        this.matches = matches;
    }

    /** The next batch, or nothing when all is done, the budget is spent or the caller asked to stop. */
    synchronized Optional<Batch> next() {
        while (!walks.isEmpty()) {
            if (stopRequested || stop.getAsBoolean()) {
                stopped = true;
                return Optional.empty();
            }
            if (spentNanos >= budget.total().toNanos()) {
                budgetEnded = true;
                return Optional.empty();
            }
            if (position >= walks.size()) {
                nextPass();
                continue;
            }
            Batch batch = new Batch(walks.get(position).group().costClass());
            fill(batch);
            if (batch.size() > 0) {
                return Optional.of(batch);
            }
        }
        return Optional.empty();
    }

    /**
     * Takes a finished batch back.
     *
     * @param lanes how many pairs fill the kernel that digests such hashes now
     */
    synchronized void done(Batch batch, List<Hit> hits, double nanos, int lanes) {
        digests += batch.size();
        spentNanos += nanos - batch.chargedEach() * batch.size();
        batch.costClass().measured(batch.size(), nanos);
        batch.costClass().lanes(lanes);
        for (Hit hit : hits) {
            Walk walk = batch.walk(hit.pair());
            for (Subject subject : hit.subjects()) {
                if (!subject.matched() && matches.matched(walk, subject, batch.trial(hit.pair()))) {
                    walks.addAll(finished);
                    finished.clear();
                }
            }
        }
    }

    /** Gives up every walk of a batch that could not be digested. */
    synchronized void failed(Batch batch) {
        batch.walks().forEach(Walk::abandon);
    }

    /** A pair whose digest is that of these subjects. */
    record Hit(int pair, List<Subject> subjects) {}

    synchronized long digests() {
        return digests;
    }

    synchronized double spentNanos() {
        return spentNanos;
    }

    /** Whether some account's share or the total was spent before the plans were. */
    synchronized boolean budgetEnded() {
        return budgetEnded;
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /** Why, once it is. */
    synchronized String whyStopped() {
        return whyStopped;
    }

    /** Hands out nothing more. */
    synchronized void stop() {
        stopRequested = true;
    }

    /**
     * Hands out nothing more, and counts as stopped before the end whatever is left.
     *
     * @param failure what went wrong, never what is secret
     */
    synchronized void abort(String failure) {
        stopRequested = true;
        stopped = true;
        whyStopped = "the scan failed: " + failure;
    }

    /** CPU time that the rest will take, as far as the budgets allow it; an estimate. */
    synchronized double remainingNanos() {
        double total = Math.max(0, budget.total().toNanos() - spentNanos);
        if (walks.size() > MOST_ESTIMATED) {
            return total;
        }
        double sum = 0;
        for (Walk walk : walks) {
            if (!walk.finished()) {
                double plan = walk.remaining() * walk.group().costClass().nanosPerGuess();
                sum += Math.max(0, Math.min(plan, share(walk) - walk.chargedNanos()));
            }
        }
        return Math.min(sum, total);
    }

    /** Pairs from this walk and those behind it, as long as they are of the same class and the batch has room. */
    private void fill(Batch batch) {
        CostClass costClass = batch.costClass();
        int room = costClass.batchPairs();
        while (position < walks.size() && batch.size() < room) {
            Walk walk = walks.get(position);
            if (walk.group().costClass() != costClass) {
                return;
            }
            if (!takeFrom(walk, batch, room)) {
                position++;
            }
        }
    }

    /** Whether the walk may have more in this pass. */
    private boolean takeFrom(Walk walk, Batch batch, int room) {
        double each = batch.chargedEach();
        while (batch.size() < room) {
            double left = Math.min(allowance - walk.turnNanos(), share(walk) - walk.chargedNanos());
            if (walk.finished() || left <= 0) {
                return false;
            }
            // cheap guesses cost less than asking before each of them
            int most =
                    (int) Math.clamp(Math.ceil(left / each), 1, Math.min(room - batch.size(), walk.wordsOfOneTurn()));
            for (int taken = 0; taken < most; taken++) {
                Optional<Trial> trial = walk.next();
                if (trial.isEmpty()) {
                    return false;
                }
                batch.add(walk, trial.get());
                walk.charge(each);
                spentNanos += each;
            }
        }
        return true;
    }

    private void nextPass() {
        position = 0;
        allowance *= ALLOWANCE_GROWTH;
        walks.removeIf(walk -> {
            boolean spent = walk.chargedNanos() >= share(walk);
            budgetEnded |= spent && !walk.finished();
            if (walk.finished() && walk.hasUnmatched()) {
                finished.add(walk);
            }
            return spent || walk.finished();
        });
    }

    /** One account's budget for each account that the group's digests test. */
    private double share(Walk walk) {
        return (double) budget.perAccount().toNanos() * walk.active().size();
    }
}
