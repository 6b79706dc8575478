package dev.watchword.agent.reset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.watchword.agent.machine.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What the agent must not forget of its resets. One file, so that each step is whole: the resets that wait or are not told yet,
 * still sealed, and for each account the counter below which nothing is taken any more.
 *
 * @param version of this form
 * @param floor the counter of accounts that are not listed
 * @param counters the highest counter that an account has used up
 * @param entries in the order in which they came
 */
record ResetJournal(int version, long floor, Map<String, Long> counters, List<ResetEntry> entries) {

    static final String FILE = "resets";

    private static final int VERSION = 1;
    private static final int MOST_ACCOUNTS = 1_000;
    private static final int MOST_ENTRIES = 1_000;
    private static final ResetJournal EMPTY = new ResetJournal(VERSION, 0, Map.of(), List.of());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** It holds what this agent cannot read. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        private Damaged(String message) {
            super(message);
        }
    }

    ResetJournal {
        counters = Map.copyOf(counters);
        entries = List.copyOf(entries);
    }

    /**
     * What was kept.
     *
     * @throws Damaged when it cannot be understood: whoever began anew would take old resets again
     * @throws IOException when it cannot be read
     */
    static ResetJournal read(Disk disk) throws IOException {
        Optional<byte[]> content = disk.read(FILE);
        if (content.isEmpty()) {
            return EMPTY;
        }
        try {
            ResetJournal journal = JSON.readValue(content.get(), ResetJournal.class);
            if (journal == null || journal.version != VERSION) {
                throw new Damaged("the journal of resets has another version");
            }
            return journal;
        } catch (JsonProcessingException | NullPointerException e) {
            // Its own message could show what the file holds.
            throw new Damaged("the journal of resets is damaged: move " + FILE + " away and reset anew");
        }
    }

    /** Makes this durable. */
    ResetJournal keep(Disk disk) throws IOException {
        disk.write(FILE, JSON.writeValueAsBytes(this));
        return this;
    }

    boolean knows(String id) {
        return entries.stream().anyMatch(entry -> entry.id().equals(id));
    }

    boolean isFull() {
        return entries.size() >= MOST_ENTRIES;
    }

    /** The counter that a reset of the account must exceed. */
    long counter(String account) {
        return counters.getOrDefault(account, floor);
    }

    /** Those that wait, the oldest first. */
    List<ResetEntry> staged() {
        return entries.stream()
                .filter(entry -> entry.phase() == ResetEntry.Phase.STAGED)
                .sorted(Comparator.comparingLong(ResetEntry::counter))
                .toList();
    }

    ResetJournal with(ResetEntry entry) {
        List<ResetEntry> more = new ArrayList<>(entries);
        more.add(entry);
        return new ResetJournal(version, floor, counters, more);
    }

    /** The same with one entry changed. */
    ResetJournal changed(String id, UnaryOperator<ResetEntry> change) {
        List<ResetEntry> changed = entries.stream()
                .map(entry -> entry.id().equals(id) ? change.apply(entry) : entry)
                .toList();
        return new ResetJournal(version, floor, counters, changed);
    }

    ResetJournal without(String id) {
        return new ResetJournal(
                version,
                floor,
                counters,
                entries.stream().filter(entry -> !entry.id().equals(id)).toList());
    }

    /** From now on nothing up to this counter is taken for the account. */
    ResetJournal usedUp(String account, long counter) {
        Map<String, Long> raised = new TreeMap<>(counters);
        raised.merge(account, counter, Math::max);
        long newFloor = floor;
        if (raised.size() > MOST_ACCOUNTS) {
            // Counters rise over all accounts of a host, so the lowest one stands for those that were heard of long
            // ago.
            Map.Entry<String, Long> lowest =
                    raised.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
            raised.remove(lowest.getKey());
            newFloor = Math.max(floor, lowest.getValue());
        }
        return new ResetJournal(version, newFloor, raised, entries);
    }
}
