package dev.watchword.audit;

import dev.watchword.hash.StoredHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Subjects whose guesses are digested alike: same scheme, settings and salt. One digest of a word tests them all, which
 * is the whole of a store when its scheme has no salt.
 */
final class SaltGroup {

    /** What makes two hashes digest alike. */
    record Key(CostClass costClass, Word salt) {}

    private final CostClass costClass;
    private final byte[] salt;
    private final List<Subject> subjects = new ArrayList<>(1);
    private final Map<Word, List<Subject>> byDigest = new HashMap<>(2);

    SaltGroup(CostClass costClass, byte[] salt) {
        this.costClass = costClass;
        this.salt = salt;
    }

    void add(Subject subject) {
        subjects.add(subject);
        byDigest.computeIfAbsent(new Word(subject.hash().digest()), d -> new ArrayList<>(1))
                .add(subject);
    }

    CostClass costClass() {
        return costClass;
    }

    byte[] salt() {
        return salt;
    }

    List<Subject> subjects() {
        return subjects;
    }

    /** Subjects by equal digest, that is, by equal password. */
    Iterable<List<Subject>> equals() {
        return byDigest.values();
    }

    /** The subjects whose password has the digest that starts at {@code offset}. */
    List<Subject> matching(byte[] digests, int offset) {
        if (subjects.size() == 1) {
            StoredHash only = subjects.getFirst().hash();
            return only.matches(digests, offset) ? subjects : List.of();
        }
        int end = offset + costClass.settings().digestBytes();
        return byDigest.getOrDefault(new Word(Arrays.copyOfRange(digests, offset, end)), List.of());
    }
}
