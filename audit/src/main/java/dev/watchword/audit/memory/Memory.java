package dev.watchword.audit.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The memory of earlier scans: for each stored password (by keyed fingerprint) how far it was tried and what matched.
 * Not safe for concurrent use; the audit calls it under its own lock.
 */
public final class Memory {

    /** Stored passwords that no scan met for this long are forgotten. */
    static final int RETENTION_DAYS = 400;

    private final byte[] key;
    private final Map<Fingerprint, Remembered> entries;
    private final WordLedger ledger;
    private final Optional<MemoryFile> file;
    private final List<String> remarks;
    private final String scope;
    private final Map<BitSet, BitSet> unions = new IdentityHashMap<>();
    private BitSet unitedWith = new BitSet();

    Memory(
            byte[] key,
            Map<Fingerprint, Remembered> entries,
            WordLedger ledger,
            Optional<MemoryFile> file,
            List<String> remarks) {
        this(key, entries, ledger, file, remarks, "");
    }

    private Memory(
            byte[] key,
            Map<Fingerprint, Remembered> entries,
            WordLedger ledger,
            Optional<MemoryFile> file,
            List<String> remarks,
            String scope) {
        this.scope = scope;
        this.key = key;
        this.entries = entries;
        this.ledger = ledger;
        this.file = file;
        this.remarks = List.copyOf(remarks);
    }

    /** A memory of this scan alone. */
    public static Memory ofThisScan() {
        return new Memory(MemoryFile.newKey(), new HashMap<>(), new WordLedger(), Optional.empty(), List.of());
    }

    /** What the reader of the report should know of the memory's own state: that it began anew, and why. */
    public List<String> remarks() {
        return remarks;
    }

    /** A maker of fingerprints under this memory's key, for one thread. */
    public Fingerprinter fingerprinter() {
        return new Fingerprinter(key);
    }

    /**
     * The same memory for one of several machines or images that are tried in turn: each has what it knows of a stored password to itself,
     * since other words are made for it. What is put here is saved with the whole.
     *
     * @param name of the machine or image, equal at each scan of it
     */
    public Memory scoped(String name) {
        return new Memory(key, entries, ledger, file, remarks, name);
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

    /** Forgets what is known of stored passwords whose match is none any more, such as a word that was taken off a list. */
    public void forgetMatches(Predicate<KnownMatch> isNone) {
        entries.values().removeIf(entry -> entry.match().filter(isNone).isPresent());
    }

    /** Forgets the stored passwords that were met longest ago, beyond a number of them. */
    public void keepNewest(int most) {
        if (entries.size() <= most) {
            return;
        }
        int[] days = entries.values().stream()
                .mapToInt(Remembered::lastSeenDay)
                .sorted()
                .toArray();
        int oldest = days[days.length - most];
        entries.values().removeIf(entry -> entry.lastSeenDay() < oldest);
        Iterator<Remembered> left = entries.values().iterator();
        while (entries.size() > most) {
            if (left.next().lastSeenDay() == oldest) {
                left.remove();
            }
        }
    }

    public Optional<Remembered> get(Fingerprint stored) {
        return Optional.ofNullable(entries.get(stored));
    }

    public void put(Fingerprint stored, Remembered remembered) {
        entries.put(stored, remembered);
    }

    public int size() {
        return entries.size();
    }

    /** The word's number in the sets of tried words; new when it was never seen. */
    public int number(Fingerprint word) {
        return ledger.number(word);
    }

    /** The word's number, or -1 when it was never tried on any account. */
    public int knownNumber(Fingerprint word) {
        return ledger.knownNumber(word);
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
            return ledger.shared(more);
        }
        BitSet both = (BitSet) words.clone();
        both.or(more);
        return both.equals(words) ? words : ledger.shared(both);
    }

    /** Writes everything to the file, atomically; does nothing for a memory of one scan. */
    public void save(int today) throws IOException {
        if (file.isEmpty()) {
            return;
        }
        entries.values().removeIf(entry -> entry.lastSeenDay() < today - RETENTION_DAYS);
        file.get().write(key, entries, ledger);
    }
}
