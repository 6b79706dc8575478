package dev.watchword.audit;

import dev.watchword.audit.memory.Fingerprint;
import dev.watchword.audit.memory.Fingerprinter;
import dev.watchword.audit.memory.KnownMatch;
import dev.watchword.audit.memory.Memory;
import dev.watchword.audit.memory.Remembered;
import dev.watchword.audit.memory.Standing;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Wordlist;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scan may know from the one before as long as nothing has changed: one digest stands for all accounts and for all that was asked, and
 * what was found of each comes from the {@link Standing} that the scan before left.
 */
final class Unchanged {

    private Unchanged() {}

    /** A keyed digest of every account and of all that decides what is tried on it; equal when nothing at all is different. */
    static Fingerprint asked(
            Inventory inventory,
            AuditOptions options,
            Wordlist wordlist,
            Derivation derivation,
            Fingerprinter fingerprinter) {
        Fingerprint accounts = inventory.packed().digest(fingerprinter);
        Fingerprinter.Parts parts = fingerprinter.begin("asked");
        parts.add(Long.toHexString(accounts.high()) + " " + Long.toHexString(accounts.low()));
        parts.add(options.customWords().version());
        parts.add(String.valueOf(options.rankedPlan()));
        parts.add(wordlist.version());
        parts.add(derivation.version() + " " + options.today().getYear());
        parts.add(options.host());
        parts.add(options.costLimit().toString());
        parts.add(options.budget().toString());
        HashSchemes.all().stream().map(HashScheme::id).forEach(id -> parts.add(id.name()));
        options.organisation().forEach(parts::add);
        return parts.end();
    }

    /** The accounts with what is known of them; nothing when that does not fit them. */
    static Optional<Preparation> prepared(Standing standing, Inventory inventory, AuditOptions options) {
        Preparation prepared = new Preparation(options.costLimit(), Memory.ofThisScan(), inventory.packed());
        Rows rows = prepared.rows();
        int place = 0;
        int row = 0;
        for (Standing.Run run : standing.runs()) {
            Coverage coverage = new Coverage(run.tried(), run.planned());
            for (int end = place + run.length(); place < end; place++) {
                row = nextTested(rows, row);
                if (row == rows.size()) {
                    return Optional.empty();
                }
                rows.cover(row, coverage);
                KnownMatch match = standing.matches().get(place);
                if (match != null) {
                    rows.remember(row, Remembered.NOTHING.with(match));
                }
                row++;
            }
        }
        return nextTested(rows, row) == rows.size() ? Optional.of(prepared) : Optional.empty();
    }

    private static int nextTested(Rows rows, int from) {
        int row = from;
        while (row < rows.size() && !rows.tested(row)) {
            row++;
        }
        return row;
    }

    /** What the next scan would find, after one that left nothing to try. */
    static Standing standing(Fingerprint asked, int today, Preparation prepared) {
        Rows rows = prepared.rows();
        List<Standing.Run> runs = new ArrayList<>();
        Map<Integer, KnownMatch> matches = new HashMap<>();
        Coverage last = Coverage.NOTHING;
        int length = 0;
        int place = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (!rows.tested(row)) {
                continue;
            }
            Remembered known = rows.remembered(row);
            // of a password that is matched already no plan is made
            Coverage coverage = known.match().isPresent() ? prepared.before(known.progress()) : rows.coverage(row);
            if (!coverage.equals(last)) {
                add(runs, length, last);
                length = 0;
                last = coverage;
            }
            length++;
            if (known.match().isPresent()) {
                matches.put(place, known.match().get());
            }
            place++;
        }
        add(runs, length, last);
        return new Standing(asked, today, runs, matches);
    }

    private static void add(List<Standing.Run> runs, int length, Coverage coverage) {
        if (length > 0) {
            runs.add(new Standing.Run(length, coverage.tried(), coverage.planned()));
        }
    }
}
