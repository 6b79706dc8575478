package dev.watchword.audit.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The memory of earlier scans: for each stored password (by keyed fingerprint) how far it was tried and what matched, and what the last
 * scan found if it left nothing to try. Not safe for concurrent use; the audit calls it under its own lock.
 */
public final class Memory {

    /** Stored passwords that no scan met for this long are forgotten. */
    static final int RETENTION_DAYS = 400;

    /** The place of all that is forgotten with its scan. */
    public static final int NOWHERE = -1;

    private static final String WORD = "word";

    private static final Fingerprint NO_FINGERPRINT = new Fingerprint(0, 0);

    private final Kept kept;
    private final String scope;
    private int numbersGiven;
    private final Map<BitSet, BitSet> unions = new IdentityHashMap<>();
    private BitSet unitedWith = new BitSet();

    Memory(Kept kept, String scope) {
        this.kept = kept;
        this.scope = scope;
    }

    /** A memory of one scan alone: it knows nothing before, and nothing after. */
    public static Memory ofThisScan() {
        return new Memory(Kept.nothing(), "");
    }

    /** A memory that lasts as long as this value, without a file. */
    public static Memory inProcess() {
        return new Memory(Kept.inProcess(MemoryFile.newKey()), "");
    }

    /** What the reader of the report should know of the memory's own state: that it began anew, and why. */
    public List<String> remarks() {
        return List.copyOf(kept.remarks());
    }

    /** A maker of fingerprints under this memory's key, for one thread. */
    public Fingerprinter fingerprinter() {
        return new Fingerprinter(kept.key());
    }

    /**
     * The same memory for one of several machines or images that are tried in turn: each has what it knows of a stored password to itself,
     * since other words are made for it. What is put here is saved with the whole.
     *
     * @param name of the machine or image, equal at each scan of it
     */
    public Memory scoped(String name) {
        return new Memory(kept, name);
    }

    /** Under what a stored password is remembered: a fingerprint of what tells it apart, within this scope. */
    public Fingerprint stored(Fingerprinter fingerprinter, byte[]... parts) {
        if (scope.isEmpty()) {
            return fingerprinter.of("stored", parts);
        }
        byte[][] scoped = Arrays.copyOf(parts, parts.length + 1);
        scoped[parts.length] = scope.getBytes(StandardCharsets.UTF_8);
        return fingerprinter.of("stored in", scoped);
    }

    /**
     * The place of what is remembered of a stored password, the same for all with equal parts; made when there is none. It holds until
     * something is forgotten. A memory of one scan has {@link #NOWHERE} for all.
     *
     * @param parts what tells it apart
     */
    public int place(Fingerprinter fingerprinter, byte[]... parts) {
        return kept.forgets() ? NOWHERE : kept.entries().place(stored(fingerprinter, parts));
    }

    /** What is remembered at a place, {@link Remembered#NOTHING} when nothing is. */
    public Remembered get(int place) {
        return place == NOWHERE ? Remembered.NOTHING : kept.entries().get(place);
    }

    /** The fingerprint at a place. */
    public Fingerprint fingerprint(int place) {
        return place == NOWHERE ? NO_FINGERPRINT : kept.entries().fingerprint(place);
    }

    /** Remembers something at a place. */
    public void put(int place, Remembered remembered) {
        if (place != NOWHERE) {
            kept.changed();
            kept.entries().put(place, remembered);
        }
    }

    /** Makes room for so many more stored passwords. */
    public void expect(int more) {
        if (!kept.forgets()) {
            kept.entries().makeRoom(kept.entries().places() + more);
        }
    }

    /** Forgets what is known of stored passwords whose match is none any more, such as a word that was taken off a list. */
    public void forgetMatches(Predicate<KnownMatch> isNone) {
        kept.changed();
        kept.entries().removeIf(entry -> entry.match().filter(isNone).isPresent());
    }

    /** Forgets the stored passwords that were met longest ago, beyond a number of them. */
    public void keepNewest(int most) {
        kept.keepNewest(most);
    }

    public Optional<Remembered> get(Fingerprint stored) {
        return Optional.of(kept.entries().get(stored)).filter(known -> known != Remembered.NOTHING);
    }

    public void put(Fingerprint stored, Remembered remembered) {
        put(kept.entries().place(stored), remembered);
    }

    /** How many stored passwords are remembered. */
    public int size() {
        return kept.size();
    }

    /** Whether it is of one scan alone. */
    public boolean forgets() {
        return kept.forgets();
    }

    /** Whether there is another scan to leave a standing for: not in a memory of one scan, nor where several scopes change it in turn. */
    public boolean stands() {
        return !kept.forgets() && scope.isEmpty();
    }

    /** What an earlier scan found, when it asked the same of the same accounts, left nothing to try, and was not too long ago. */
    public Optional<Standing> standing(Fingerprint asked, int today) {
        return stands() ? kept.standing().filter(standing -> standing.holds(asked, today)) : Optional.empty();
    }

    /** Remembers what a scan found that left nothing to try, until something else is remembered. */
    public void stand(Standing standing) {
        if (stands()) {
            kept.stand(standing);
        }
    }

    /** The word's number in the sets of tried words; new when it was never seen, and always in a memory of one scan. */
    public int number(Fingerprinter fingerprinter, byte[] word) {
        return kept.forgets() ? numbersGiven++ : kept.ledger().number(fingerprinter.of(WORD, word));
    }

    /** The word's number, or -1 when it was never tried on any account. */
    public int knownNumber(Fingerprinter fingerprinter, byte[] word) {
        return kept.forgets() ? -1 : kept.ledger().knownNumber(fingerprinter.of(WORD, word));
    }

    /**
     * The numbers of both sets together; equal sets are one object, and none is ever changed. Sets may hold a million numbers and be
     * shared by as many accounts, so what was put together before is known by the two objects.
     */
    public BitSet union(BitSet words, BitSet more) {
        if (more != unitedWith) {
            unions.clear();
            unitedWith = more;
        }
        return unions.computeIfAbsent(words, set -> unionAnew(set, more));
    }

    private BitSet unionAnew(BitSet words, BitSet more) {
        if (words.isEmpty()) {
            return kept.ledger().shared(more);
        }
        BitSet both = (BitSet) words.clone();
        both.or(more);
        return both.equals(words) ? words : kept.ledger().shared(both);
    }

    /** Writes everything to the file, atomically; does nothing for a memory of one scan, nor when nothing was learnt from a standing. */
    public void save(int today) throws IOException {
        kept.save(today);
    }
}
