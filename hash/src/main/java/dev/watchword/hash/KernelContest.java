package dev.watchword.hash;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Who digests hashes of one kind of settings: the scheme's own kernel first; when it has worked for as long as a rehearsal
 * may take, the fast kernel is rehearsed aside, and takes over once it has shown that it is faster. A fast kernel that is slower
 * after its rehearsal (the virtual machine did not compile it, or the machine lacks what it needs), or becomes slower later, is
 * left for good. Times are CPU times. Safe for concurrent use.
 */
final class KernelContest {

    /** The scheme's own kernel works so long first: whoever asks for a handful of guesses never pays for a rehearsal. */
    static final double OWN_FIRST_NANOS = 4e8;

    /** A rehearsal that has not convinced by then never will. */
    static final double REHEARSAL_NANOS = 4e9;

    /** The fast kernel is judged over so much of its work at a time. */
    static final double WINDOW_NANOS = 5e8;

    private enum Stage {
        OWN_FIRST,
        REHEARSAL,
        FAST,
        OWN
    }

    private final String name;
    private final Consumer<String> log;
    private Stage stage = Stage.OWN_FIRST;
    private double ownNanos;
    private double ownGuesses;
    private double rehearsalNanos;
    private int convincing;
    private double windowNanos;
    private double windowGuesses;
    private int fastLanes = 1;

    /** @param name the scheme and its settings, for the log */
    KernelContest(String name, Consumer<String> log) {
        this.name = name;
        this.log = log;
    }

    synchronized void ownTook(int guesses, double nanos) {
        ownGuesses += guesses;
        ownNanos += nanos;
    }

    /** Whether the caller is to rehearse now; says yes to one caller only. */
    synchronized boolean wantsRehearsal() {
        if (stage != Stage.OWN_FIRST || ownNanos < OWN_FIRST_NANOS) {
            return false;
        }
        stage = Stage.REHEARSAL;
        return true;
    }

    /** Nobody has a faster kernel. */
    synchronized void withdrawn() {
        stage = Stage.OWN;
    }

    /** The faster kernel had not the memory that it needs; whoever opens the next one might not, either. */
    synchronized void outOfMemory() {
        stage = Stage.OWN;
        log.accept(name + ": scalar; there is not enough memory for a faster kernel");
    }

    synchronized boolean rehearsing() {
        return stage == Stage.REHEARSAL;
    }

    /**
     * Takes the outcome of one rehearsal. Two convincing ones in a row decide.
     *
     * @param lanes how many pairs fill the kernel
     */
    synchronized void rehearsed(int lanes, double guesses, double nanos, String description) {
        rehearsalNanos += nanos;
        convincing = nanos / guesses < ownNanosEach() ? convincing + 1 : 0;
        if (convincing >= 2) {
            stage = Stage.FAST;
            fastLanes = lanes;
            log.accept(String.format(
                    Locale.ROOT,
                    "%s: %s, %.1f times as fast as scalar",
                    name,
                    description,
                    ownNanosEach() * guesses / nanos));
            return;
        }
        if (rehearsalNanos >= REHEARSAL_NANOS) {
            stage = Stage.OWN;
            log.accept(name + ": scalar; " + description + " were not faster after warming up");
        }
    }

    synchronized boolean fastWon() {
        return stage == Stage.FAST;
    }

    /** How many pairs fill the kernel that digests now. */
    synchronized int lanes() {
        return stage == Stage.FAST ? fastLanes : 1;
    }

    /** Takes what a batch that filled the lanes has cost the fast kernel. */
    synchronized void fastTook(int guesses, double nanos) {
        windowGuesses += guesses;
        windowNanos += nanos;
        if (windowNanos < WINDOW_NANOS) {
            return;
        }
        if (windowNanos / windowGuesses > ownNanosEach()) {
            stage = Stage.OWN;
            log.accept(name + ": back to scalar, the faster kernel became slower");
        }
        windowNanos = 0;
        windowGuesses = 0;
    }

    private double ownNanosEach() {
        return ownGuesses == 0 ? Double.MAX_VALUE : ownNanos / ownGuesses;
    }
}
