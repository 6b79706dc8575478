package dev.watchword.hashvector;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts the pairs of a batch by their shape and fills the lanes with each group, whichever salts and words it is made of. What
 * is left of a group and would fill too few lanes to pay goes to the scalar kernel.
 *
 * @param <S> what pairs that share lanes have in common; a value
 */
abstract class ShapedKernel<S> implements FastKernel {

    /** A call costs as much with few lanes filled as with all: below this share the scalar kernel is faster. */
    private static final int PAYING_SHARE = 5;

    private final HashKernel scalar;
    private final int lanes;

    /** @param scalar the scheme's own kernel, which this one closes */
    ShapedKernel(HashKernel scalar, int lanes) {
        this.scalar = scalar;
        this.lanes = lanes;
    }

    /** The shape of one pair. */
    abstract S shape(Pairs pairs, int pair);

    /** Digests a group of at most as many pairs as there are lanes. */
    abstract void digestGroup(Pairs pairs, S shape, List<Integer> group, byte[] digests);

    /** Forgets what the batch left behind. */
    abstract void wipe();

    @Override
    public final int lanes() {
        return lanes;
    }

    @Override
    public final void digest(Pairs pairs, byte[] digests) {
        Map<S, List<Integer>> byShape = new HashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            byShape.computeIfAbsent(shape(pairs, i), s -> new ArrayList<>()).add(i);
        }
        Rest rest = new Rest(pairs);
        byShape.forEach((shape, alike) -> {
            // lanes of equal lengths are cheaper to fill
            alike.sort(Comparator.comparingInt((Integer pair) -> pairs.words().length(pair))
                    .thenComparingInt(pair -> pairs.salt(pair).length));
            for (int from = 0; from < alike.size(); from += lanes) {
                List<Integer> group = alike.subList(from, Math.min(alike.size(), from + lanes));
                if (group.size() * PAYING_SHARE < lanes) {
                    group.forEach(rest::add);
                } else {
                    digestGroup(pairs, shape, group, digests);
                }
            }
        });
        wipe();
        rest.digest(scalar, digests);
    }

    @Override
    public void close() {
        scalar.close();
    }
}
