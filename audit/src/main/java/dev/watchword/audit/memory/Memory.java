package dev.watchword.audit.memory;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    Memory(
            byte[] key,
            Map<Fingerprint, Remembered> entries,
            WordLedger ledger,
            Optional<MemoryFile> file,
            List<String> remarks) {
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

    /** The numbers of both sets together; equal sets are one object, and none is ever changed. */
    public BitSet union(BitSet words, BitSet more) {
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
