package dev.watchword.candidate;

import java.util.Arrays;
import java.util.List;

/**
 * The one order in which an account's candidates are tried: the words of a list, with the words made from the account
 * before the list's word at their rank. A word that both have comes once, at the earlier of its two places. The empty
 * password is not in it; who tries it does so before.
 *
 * <p>Made in time proportional to the account's words; the list is shared and not copied. The plan does not change and
 * may be used by any number of threads; a {@link Cursor} belongs to one.
 */
public final class CandidatePlan {

    private final Wordlist list;
    private final byte[][] words;
    private final int[] ranks;
    private final Origin[] origins;
    /** Places in the list whose word comes earlier as an account's word, ascending. */
    private final int[] hidden;

    private final boolean[] late;
    private final int lateCount;

    /**
     * @param list the shared list, possibly empty
     * @param derived distinct words of the account, by rank ascending, as {@link Derivation} gives them; not copied
     */
    public CandidatePlan(Wordlist list, List<RankedWord> derived) {
        int count = derived.size();
        this.list = list;
        this.words = new byte[count][];
        this.ranks = new int[count];
        this.origins = new Origin[count];
        this.late = new boolean[count];
        int[] found = new int[count];
        int foundCount = 0;
        int lates = 0;
        for (int i = 0; i < count; i++) {
            RankedWord word = derived.get(i);
            if (i > 0 && word.rank() < ranks[i - 1]) {
                throw new IllegalArgumentException("word " + i + " has rank " + word.rank() + " after " + ranks[i - 1]);
            }
            words[i] = word.word();
            ranks[i] = word.rank();
            origins[i] = word.origin();
            int place = list.indexOf(word.word());
            late[i] = place >= 0 && place < word.rank();
            lates += late[i] ? 1 : 0;
            if (place >= word.rank()) {
                found[foundCount++] = place;
            }
        }
        this.hidden = Arrays.copyOf(found, foundCount);
        this.lateCount = lates;
        Arrays.sort(hidden);
    }

    /** How many words the plan has. */
    public int planned() {
        return list.size() - hidden.length + words.length - lateCount;
    }

    /** How many words of the plan are behind a position. */
    public int passed(PlanPosition position) {
        int builtIn = Math.min(position.builtIn(), list.size());
        int at = Arrays.binarySearch(hidden, builtIn);
        int passed = builtIn - (at < 0 ? -at - 1 : at);
        for (int i = 0; i < Math.min(position.derived(), words.length); i++) {
            passed += late[i] ? 0 : 1;
        }
        return passed;
    }

    /** A cursor before the first word. */
    public Cursor start() {
        return from(PlanPosition.START);
    }

    /** A cursor that carries on after the words that are behind the position. */
    public Cursor from(PlanPosition position) {
        return new Cursor(this, position);
    }

    /**
     * Walks over the words of a plan. For one thread at a time.
     *
     * <pre>{@code
     * while (cursor.next()) {
     *     cursor.appendTo(batch);
     * }
     * }</pre>
     */
    public static final class Cursor {

        private final CandidatePlan plan;
        private int builtIn;
        private int derived;
        private int nextHidden;
        private int current = -1;
        private boolean currentDerived;

        private Cursor(CandidatePlan plan, PlanPosition position) {
            this.plan = plan;
            this.builtIn = Math.min(position.builtIn(), plan.list.size());
            this.derived = Math.min(position.derived(), plan.words.length);
            int at = Arrays.binarySearch(plan.hidden, builtIn);
            this.nextHidden = at < 0 ? -at - 1 : at;
        }

        /** Goes to the next word; false at the end of the plan. */
        public boolean next() {
            skip();
            boolean more = derived < plan.words.length;
            if (more && (builtIn == plan.list.size() || plan.ranks[derived] <= builtIn)) {
                current = derived++;
                currentDerived = true;
                return true;
            }
            if (builtIn < plan.list.size()) {
                current = builtIn++;
                currentDerived = false;
                return true;
            }
            current = -1;
            return false;
        }

        /** Steps over what comes, or came, at another place. */
        private void skip() {
            while (derived < plan.words.length && plan.late[derived]) {
                derived++;
            }
            while (nextHidden < plan.hidden.length && plan.hidden[nextHidden] == builtIn && !derivedIsDue()) {
                builtIn++;
                nextHidden++;
            }
        }

        private boolean derivedIsDue() {
            return derived < plan.words.length && plan.ranks[derived] <= builtIn;
        }

        /** A copy of the word the cursor is at. */
        public byte[] word() {
            return currentDerived ? plan.words[at()].clone() : plan.list.word(at());
        }

        /** Why the word is a likely password. */
        public Origin origin() {
            return currentDerived ? plan.origins[at()] : plan.list.origin(at());
        }

        /** Appends the word the cursor is at to a batch. */
        public void appendTo(Candidates batch) {
            if (currentDerived) {
                batch.add(plan.words[at()]);
                return;
            }
            plan.list.appendTo(batch, at());
        }

        /** What is behind, the current word included. */
        public PlanPosition position() {
            return new PlanPosition(builtIn, derived);
        }

        private int at() {
            if (current < 0) {
                throw new IllegalStateException("the cursor is at no word");
            }
            return current;
        }
    }
}
