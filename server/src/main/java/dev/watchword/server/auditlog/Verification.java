package dev.watchword.server.auditlog;

import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks whether a log is whole: every line follows on the one before, and the signed checkpoints agree. A change of one
 * line shows at the line after it, of the last line at the checkpoint that covers it. Used by one thread.
 */
public final class Verification {

    private final Map<Long, Checkpoint> checkpoints = new HashMap<>();
    private long entries;
    private long first;
    private long last;
    private String head = Line.NOTHING;
    private Optional<String> problem = Optional.empty();

    /** @param checkpoints all that are known; one that the key did not sign is a problem of its own */
    public Verification(List<Checkpoint> checkpoints, PublicKey key) {
        for (Checkpoint each : checkpoints) {
            if (!each.isBy(key)) {
                problem("the checkpoint of entry " + each.seq() + " has a wrong signature");
                continue;
            }
            Checkpoint before = this.checkpoints.putIfAbsent(each.seq(), each);
            if (before != null && !before.head().equals(each.head())) {
                problem("two checkpoints of entry " + each.seq() + " contradict each other");
            }
        }
    }

    /** Takes the next line, without its line feed. After the first problem the rest is only counted. */
    public void line(String text) {
        entries++;
        if (problem.isPresent()) {
            return;
        }
        Map<String, String> read = Line.read(text).orElse(Map.of());
        long seq = number(read.getOrDefault("seq", ""));
        if (seq < 1) {
            problem("the line after entry " + last + " is no entry");
            return;
        }
        if (entries == 1) {
            first = seq;
        } else if (seq != last + 1) {
            problem("entry " + last + " is followed by entry " + seq);
            return;
        }
        if ((entries > 1 || seq == 1) && !head.equals(read.get("prev"))) {
            problem("entry " + seq + " does not follow on entry " + last + ": one of them was changed");
            return;
        }
        last = seq;
        head = Line.digest(text);
        Checkpoint checkpoint = checkpoints.get(seq);
        if (checkpoint != null && !checkpoint.head().equals(head)) {
            problem("entry " + seq + " is not the one that its checkpoint signed");
        }
    }

    /** The end of the log. */
    public Verdict end() {
        long signed =
                checkpoints.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        if (problem.isEmpty() && signed > last) {
            problem("the log ends with entry " + last + ", and there was an entry " + signed);
        }
        return new Verdict(entries, first, last, Math.min(signed, last), problem);
    }

    /** The digest of the last good line. */
    String head() {
        return head;
    }

    /** The last good entry. */
    long last() {
        return last;
    }

    /** Whether a problem was found so far. */
    boolean failed() {
        return problem.isPresent();
    }

    private void problem(String text) {
        if (problem.isEmpty()) {
            problem = Optional.of(text);
        }
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /**
     * @param entries how many lines were read
     * @param first the first entry; more than 1 when the beginning was moved away
     * @param last the last entry that is good
     * @param signed the last entry that a checkpoint covers: a cut after it cannot be seen
     * @param problem the first one, empty when the log is whole
     */
    public record Verdict(long entries, long first, long last, long signed, Optional<String> problem) {

        public boolean whole() {
            return problem.isEmpty();
        }
    }
}
