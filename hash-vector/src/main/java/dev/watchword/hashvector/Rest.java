package dev.watchword.hashvector;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.util.ArrayList;
import java.util.List;

/** Pairs of a batch that fill no lane: a scalar kernel digests them. */
final class Rest {

    private final Pairs pairs;
    private final List<Integer> places = new ArrayList<>();

    Rest(Pairs pairs) {
        this.pairs = pairs;
    }

    void add(int pair) {
        places.add(pair);
    }

    /** Writes the digests of what was added where they belong in the batch's. */
    void digest(HashKernel scalar, byte[] digests) {
        if (places.isEmpty()) {
            return;
        }
        int length = pairs.settings().digestBytes();
        Pairs few = new Pairs(pairs.settings(), places.size());
        places.forEach(pair -> few.add(pairs.salt(pair), pairs.words().word(pair)));
        byte[] found = new byte[places.size() * length];
        scalar.digest(few, found);
        for (int i = 0; i < places.size(); i++) {
            System.arraycopy(found, i * length, digests, places.get(i) * length, length);
        }
        few.words().wipe();
    }
}
