package dev.watchword.audit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Subjects whose guesses are digested alike: same scheme, settings and salt. One digest of a word tests them all, which
 * is the whole of a store when its scheme has no salt. Digests stand one behind the other in one array, with an index by content.
 */
final class SaltGroup {

    private static final int NOBODY = -1;

    /** Members for each word of the bitmap, which has eight to sixteen bits for each of them. */
    private static final int MEMBERS_A_WORD = 8;

    private static final long SEED = ThreadLocalRandom.current().nextLong();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** What makes two hashes digest alike. */
    record Key(CostClass costClass, Word salt) {}

    private final CostClass costClass;
    private final byte[] salt;
    private final Rows rows;
    private final Ints members;
    private byte[] digests;

    /** The place of a member with each digest, counted from 1, by the digest; empty for a single member. */
    private int[] slots = new int[0];

    /** A bit for each of the values that the digests' hashes have; most digests of wrong guesses end here. */
    private long[] present = new long[0];

    /** Behind each member the next with the same digest; empty while no two have the same. */
    private int[] next = new int[0];

    SaltGroup(CostClass costClass, byte[] salt, Rows rows) {
        this.costClass = costClass;
        this.salt = salt;
        this.rows = rows;
        this.members = new Ints(1, rows.expected());
        this.digests = new byte[costClass.settings().digestBytes()];
    }

    /** Adds a subject, before {@link #complete}. */
    void add(Subject subject, byte[] digest) {
        int start = members.size() * digestBytes();
        if (start == digests.length) {
            digests = Arrays.copyOf(digests, Ints.grown(members.size(), rows.expected()) * digestBytes());
        }
        System.arraycopy(digest, 0, digests, start, digestBytes());
        members.add(subject.row());
    }

    CostClass costClass() {
        return costClass;
    }

    byte[] salt() {
        return salt;
    }

    List<Subject> subjects() {
        return rows.subjects(members);
    }

    /** Those whose password is not known, which may be all of them. */
    List<Subject> unmatched() {
        Ints unmatched = new Ints(0, members.size());
        for (int i = 0; i < members.size(); i++) {
            if (!new Subject(rows, members.get(i)).matched()) {
                unmatched.add(members.get(i));
            }
        }
        return unmatched.size() == members.size() ? subjects() : rows.subjects(unmatched);
    }

    /** Subjects by equal digest, that is, by equal password: those of the first member's, then of the next that is not among them. */
    void forEachEqual(Consumer<List<Subject>> taker) {
        boolean[] given = new boolean[next.length];
        for (int member = 0; member < members.size(); member++) {
            if (next.length == 0 || !given[member]) {
                for (int i = member; next.length > 0 && i != NOBODY; i = next[i]) {
                    given[i] = true;
                }
                taker.accept(new Equal(member));
            }
        }
    }

    /** The subjects whose password has the digest that starts at {@code offset}. */
    List<Subject> matching(byte[] found, int offset) {
        if (members.size() == 1) {
            return same(0, found, offset) ? subjects() : List.of();
        }
        if (!isPresent(hash(found, offset))) {
            return List.of();
        }
        int member = slots[slot(found, offset)] - 1;
        return member < 0 ? List.of() : new Equal(member);
    }

    /** The members with one digest, from the first on. */
    private final class Equal extends AbstractList<Subject> {

        private final Ints found = new Ints(1);

        Equal(int first) {
            for (int i = first; i != NOBODY; i = next.length == 0 ? NOBODY : next[i]) {
                found.add(members.get(i));
            }
        }

        @Override
        public Subject get(int index) {
            return new Subject(rows, found.get(index));
        }

        @Override
        public int size() {
            return found.size();
        }
    }

    /** Ends the adding and makes the index: from then on any thread may look somebody up. */
    void complete() {
        if (members.size() == 1) {
            return;
        }
        slots = new int[members.size() + members.size() / 2 + 2];
        present = new long[Integer.highestOneBit(members.size() / MEMBERS_A_WORD + 1) * 2];
        int[] last = new int[0];
        for (int member = 0; member < members.size(); member++) {
            int hash = hash(digests, member * digestBytes());
            present[hash >>> 6 & present.length - 1] |= 1L << hash;
            int slot = slot(digests, member * digestBytes());
            int first = slots[slot] - 1;
            if (first < 0) {
                slots[slot] = member + 1;
                continue;
            }
            if (next.length == 0) {
                next = new int[members.size()];
                Arrays.fill(next, NOBODY);
                last = new int[members.size()];
                Arrays.setAll(last, i -> i);
            }
            next[last[first]] = member;
            last[first] = member;
        }
    }

    private boolean isPresent(int hash) {
        return (present[hash >>> 6 & present.length - 1] & 1L << hash) != 0;
    }

    /** The slot of a digest, or the free one where it belongs. */
    private int slot(byte[] found, int offset) {
        int slot = (int) ((Integer.toUnsignedLong(hash(found, offset)) * slots.length) >>> 32);
        while (slots[slot] != 0 && !same(slots[slot] - 1, found, offset)) {
            slot = slot + 1 == slots.length ? 0 : slot + 1;
        }
        return slot;
    }

    private boolean same(int member, byte[] found, int offset) {
        int start = member * digestBytes();
        return Arrays.equals(digests, start, start + digestBytes(), found, offset, offset + digestBytes());
    }

    /** Seeded, so that no store can be made whose digests all fall into one slot. */
    private int hash(byte[] found, int offset) {
        long hash = SEED;
        int end = offset + digestBytes();
        int at = offset;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(found, at));
        }
        for (; at < end; at++) {
            hash = mixed(hash ^ found[at]);
        }
        return (int) (hash >>> 32);
    }

    private static long mixed(long hash) {
        long product = hash * 0x9E3779B97F4A7C15L;
        return product ^ product >>> 29;
    }

    private int digestBytes() {
        return costClass.settings().digestBytes();
    }
}
