package dev.watchword.audit;

import dev.watchword.hash.Pairs;
import java.util.ArrayList;
import java.util.List;

/** Pairs of one cost class on their way to a kernel, with the walk and the trial that each came from. */
final class Batch {

    private final CostClass costClass;
    private final Pairs pairs;
    private final List<Walk> walks;
    private final List<Trial> trials;
    private final double chargedEach;

    Batch(CostClass costClass) {
        int room = costClass.batchPairs();
        this.costClass = costClass;
        this.pairs = new Pairs(costClass.settings(), room);
        this.walks = new ArrayList<>(room);
        this.trials = new ArrayList<>(room);
        this.chargedEach = costClass.nanosPerGuess();
    }

    void add(Walk walk, Trial trial) {
        pairs.add(walk.group().salt(), trial.word());
        walks.add(walk);
        trials.add(trial);
    }

    CostClass costClass() {
        return costClass;
    }

    Pairs pairs() {
        return pairs;
    }

    int size() {
        return walks.size();
    }

    Walk walk(int pair) {
        return walks.get(pair);
    }

    Trial trial(int pair) {
        return trials.get(pair);
    }

    List<Walk> walks() {
        return walks;
    }

    /** CPU nanoseconds that each pair was charged with when it was taken. */
    double chargedEach() {
        return chargedEach;
    }
}
