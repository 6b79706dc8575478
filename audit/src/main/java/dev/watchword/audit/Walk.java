package dev.watchword.audit;

import dev.watchword.audit.memory.Memory;
import dev.watchword.audit.memory.Progress;
import dev.watchword.audit.memory.Remembered;
import dev.watchword.candidate.CandidatePlan;
import dev.watchword.candidate.Origin;
import dev.watchword.candidate.PlanPosition;
import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One salt group's way through its candidates: first the extra words, then the ranked plan; of many clear words of the machine
 * the first go before the plan and the others by turns with it. Words that were tried before, in this scan or in an earlier
 * one, are passed over. What it hands out is digested before the scan ends, so its
 * position is its progress. Guarded by the schedule's lock.
 */
final class Walk {

    /** Clear words of the machine that go before the plan: a dear account is tried with some hundred words in all. */
    private static final int SHARED_FIRST = 16;

    private final SaltGroup group;
    private final List<Subject> active;
    private final ExtraWords extras;
    private final Plans plans;
    private final Memory memory;
    private final int wordsEach;
    private final BitSet triedByAll;
    private final boolean formerExtras;
    private final long derivationId;

    private int extra;
    private int builtIn;
    private int derived;
    private int triedOfPlan;
    private boolean planComplete;

    /** How many more clear words were taken than words of the plan, in this scan. */
    private int sharedAhead;

    private final double nanosBefore;
    private double chargedNanos;
    private boolean abandoned;

    /** How many subjects at the front are matched: asked for each word, and who is matched stays so. */
    private int matchedAhead;

    Walk(SaltGroup group, List<Subject> active, ExtraWords extras, Plans plans, Memory memory) {
        this.group = group;
        this.active = active;
        this.extras = extras;
        this.plans = plans;
        this.memory = memory;
        this.wordsEach = Plans.wordsEach(group);
        this.derivationId =
                plans.enabled() || anyInPlan(this.active) ? plans.derivationId(group.subjects(), wordsEach) : 0;
        Progress start = plans.start(this, derivationId);
        Collection<BitSet> tried = distinct(this.active);
        this.triedByAll = inAll(tried);
        this.formerExtras = tried.stream().anyMatch(extras::lacksSomeOf);
        this.builtIn = start.builtIn();
        this.derived = start.derived();
        this.triedOfPlan = start.tried();
        this.nanosBefore = start.tried() * group.costClass().nanosPerGuess();
        this.planComplete = plans.complete(this.active, wordsEach);
    }

    /** Whether a plan of this scan or of an earlier one counts. */
    private static boolean anyInPlan(List<Subject> subjects) {
        return subjects.stream()
                .anyMatch(subject ->
                        subject.progress().builtIn() > 0 || subject.progress().derived() > 0);
    }

    /** The sets of tried words that the subjects have: one object each, however many share it. */
    private static Collection<BitSet> distinct(List<Subject> subjects) {
        Map<BitSet, BitSet> sets = new IdentityHashMap<>();
        subjects.forEach(subject ->
                sets.put(subject.progress().words(), subject.progress().words()));
        return sets.values();
    }

    /** The numbers that are in each of the sets; not to be changed. */
    private static BitSet inAll(Collection<BitSet> sets) {
        BitSet first = sets.iterator().next();
        if (sets.size() == 1) {
            return first;
        }
        BitSet common = (BitSet) first.clone();
        sets.forEach(common::and);
        return common;
    }

    SaltGroup group() {
        return group;
    }

    List<Subject> active() {
        return active;
    }

    double chargedNanos() {
        return chargedNanos;
    }

    /**
     * CPU time behind this walk when its turn is judged: that of earlier scans counts once it is through the words that are
     * new to all, so that accounts which no scan has reached yet come before those that were tried far.
     */
    double turnNanos() {
        passOverKnownExtras();
        return extra < extras.size() ? chargedNanos : chargedNanos + nanosBefore;
    }

    /** About how many words are judged alike by {@link #turnNanos}, 1 or more. */
    int wordsOfOneTurn() {
        return extra < extras.size() ? extras.size() - extra : Integer.MAX_VALUE;
    }

    private void passOverKnownExtras() {
        while (extra < extras.size() && !firstTime(extra)) {
            extra++;
        }
    }

    void charge(double nanos) {
        chargedNanos += nanos;
    }

    /** No more words are taken from this walk, and what was taken does not count as tried. */
    void abandon() {
        abandoned = true;
    }

    /** Whether nothing is left to try, or nobody left to try it on. */
    boolean finished() {
        return !hasUnmatched() || (extra >= extras.size() && (planComplete || !plans.enabled()));
    }

    /** Whether somebody is left whom another word could match. */
    boolean hasUnmatched() {
        while (matchedAhead < active.size() && active.get(matchedAhead).matched()) {
            matchedAhead++;
        }
        return !abandoned && matchedAhead < active.size();
    }

    /** The next word that was never tried on this group, or nothing when there is none (yet). */
    Optional<Trial> next() {
        passOverKnownExtras();
        if (extra < extras.size() && !isPlansTurn()) {
            return Optional.of(nextExtra());
        }
        if (!planComplete && plans.enabled()) {
            Optional<Trial> ofPlan = nextOfPlan();
            if (ofPlan.isPresent()) {
                sharedAhead--;
                return ofPlan;
            }
        }
        return extra < extras.size() ? Optional.of(nextExtra()) : Optional.empty();
    }

    private boolean isPlansTurn() {
        return sharedAhead >= SHARED_FIRST && extras.origin(extra) == Origin.SHARED;
    }

    private Trial nextExtra() {
        Origin origin = extras.origin(extra);
        if (origin == Origin.SHARED) {
            sharedAhead++;
        }
        return new Trial(extras.word(extra++), origin);
    }

    private Optional<Trial> nextOfPlan() {
        CandidatePlan.Cursor cursor = plans.of(this).from(new PlanPosition(builtIn, derived));
        Optional<Trial> found = Optional.empty();
        while (found.isEmpty()) {
            if (!cursor.next()) {
                planComplete = true;
                break;
            }
            triedOfPlan++;
            byte[] word = cursor.word();
            int place = extras.placeOf(word);
            boolean known = (place >= 0 && place < extra && !standsInClearHere(place))
                    || plans.redundant(word, group.costClass().scheme().significantBytes())
                    || triedAsFormerExtra(word);
            if (!known) {
                found = Optional.of(new Trial(word, cursor.origin()));
            }
        }
        builtIn = cursor.position().builtIn();
        derived = cursor.position().derived();
        return found;
    }

    /** Words of the plan: exact once it was made, or once all of it is tried. */
    private int planSize() {
        if (!plans.enabled()) {
            return 0;
        }
        return planComplete ? triedOfPlan : plans.planned(this);
    }

    /** About how many words are left. */
    int remaining() {
        return extras.size() - extra + Math.max(0, planSize() - triedOfPlan);
    }

    /** Whether neither an earlier scan nor the plan has tried the word on every active subject. */
    private boolean firstTime(int place) {
        return !standsInClearHere(place) && !triedByAll.get(extras.number(place)) && !triedInPlan(place);
    }

    /**
     * A clear-text store is compared with its like; trying its own words on it would find each of them. They are not
     * tried before the plan comes to them, which says whether they are weak.
     */
    private boolean standsInClearHere(int place) {
        return extras.origin(place) == Origin.SHARED && isClearText();
    }

    private boolean isClearText() {
        return group.costClass().scheme().id().equals(Preparation.PLAIN);
    }

    private boolean triedInPlan(int extraPlace) {
        if (builtIn == 0 && derived == 0 && !planComplete) {
            return false;
        }
        byte[] word = extras.word(extraPlace);
        if (word.length == 0) {
            return false;
        }
        int index = plans.wordlist().indexOf(word);
        if (index >= 0) {
            return planComplete || index < builtIn;
        }
        int place = derived == 0 && !planComplete ? -1 : plans.derivedPlace(this, word);
        return place >= 0 && (planComplete || place < derived);
    }

    /** A custom word of an earlier scan that is no longer in the operator's list. */
    private boolean triedAsFormerExtra(byte[] word) {
        return formerExtras && extras.isAmong(word, triedByAll);
    }

    /** Hands the position to the subjects, for the report and the memory. */
    void settle() {
        int plan = planSize();
        int tried = plans.enabled() ? triedOfPlan : 0;
        BitSet numbers = isClearText() ? extras.numbersWithout(Origin.SHARED, extra) : extras.numbers(extra);
        Coverage coverage = new Coverage(abandoned ? 0 : extra + tried, extras.size() + plan);
        Remembered lastBefore = Remembered.NOTHING;
        Remembered last = Remembered.NOTHING;
        for (Subject subject : active) {
            subject.coverage(coverage);
            if (abandoned) {
                continue;
            }
            Remembered before = subject.remembered();
            BitSet words = memory.union(before.progress().words(), numbers);
            Progress now = plans.enabled()
                    ? reached(subject, words)
                    : before.progress().with(words);
            // mostly the same for all: one object then
            boolean alike = before == lastBefore && words == last.progress().words() && now.equals(last.progress());
            last = alike ? last : before.with(now);
            lastBefore = before;
            subject.remember(last);
        }
    }

    private Progress reached(Subject subject, BitSet words) {
        return new Progress(
                words,
                plans.listId(),
                builtIn,
                planComplete ? plans.derivationId(List.of(subject), wordsEach) : derivationId,
                planComplete ? Progress.ALL : derived,
                triedOfPlan);
    }

    /** The origin that says most of a found password: an account's own name before any list but the operator's. */
    Origin originFor(Subject subject, Trial trial) {
        String name = subject.account().loginName();
        String word = Passwords.text(trial.word());
        boolean ownName = !word.isEmpty()
                && (word.equalsIgnoreCase(name)
                        || word.equalsIgnoreCase(
                                new StringBuilder(name).reverse().toString()));
        return switch (trial.origin()) {
            case EMPTY, CUSTOM -> trial.origin();
            case SHARED -> ownName ? Origin.USER_NAME : plans.originOf(trial.word(), Origin.SHARED);
            // another account's name is a word of the list here, or one that follows from the machine's names
            case USER_NAME -> ownName ? Origin.USER_NAME : plans.originOf(trial.word(), Origin.DERIVED);
            case PRODUCT_DEFAULT, COMMON, DERIVED -> ownName ? Origin.USER_NAME : trial.origin();
        };
    }
}
