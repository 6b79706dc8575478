package dev.watchword.audit.memory;

import dev.watchword.candidate.Origin;
import dev.watchword.policy.PasswordShape;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memory's plain bytes: the standing if there is one, then how many entries there are, the words still referred to, the sets of them,
 * what is remembered, each once however many share it, and the entries that point to it. Big-endian, as {@link DataOutputStream} writes.
 */
final class MemoryCodec {

    private static final int NO_DAY = Integer.MIN_VALUE;

    /** What memory is taken at once on the word of a count; the bytes that follow must bear out more. */
    private static final int MOST_AT_ONCE = 1 << 20;

    private MemoryCodec() {}

    static void encode(Optional<Standing> standing, Entries entries, WordLedger ledger, DataOutputStream out)
            throws IOException {
        out.writeBoolean(standing.isPresent());
        if (standing.isPresent()) {
            write(out, standing.get());
        }
        out.writeInt(entries.size());
        Map<BitSet, Integer> sets = new IdentityHashMap<>();
        Map<Remembered, Integer> kinds = new IdentityHashMap<>();
        List<BitSet> orderedSets = new ArrayList<>();
        List<Remembered> orderedKinds = new ArrayList<>();
        BitSet used = new BitSet();
        for (int i = 0; i < entries.places(); i++) {
            Remembered what = entries.get(i);
            if (what == Remembered.NOTHING || kinds.putIfAbsent(what, orderedKinds.size()) != null) {
                continue;
            }
            orderedKinds.add(what);
            BitSet words = what.progress().words();
            if (sets.putIfAbsent(words, orderedSets.size()) == null) {
                orderedSets.add(words);
                used.or(words);
            }
        }
        out.writeInt(used.cardinality());
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            write(out, ledger.word(i));
        }
        out.writeInt(orderedSets.size());
        for (BitSet set : orderedSets) {
            byte[] packed = renumbered(set, used).toByteArray();
            out.writeInt(packed.length);
            out.write(packed);
        }
        out.writeInt(orderedKinds.size());
        for (Remembered kind : orderedKinds) {
            write(out, kind, sets.getOrDefault(kind.progress().words(), 0));
        }
        for (int i = 0; i < entries.places(); i++) {
            if (entries.get(i) != Remembered.NOTHING) {
                write(out, entries.fingerprint(i));
                out.writeInt(kinds.getOrDefault(entries.get(i), 0));
            }
        }
    }

    /** The standing, with which the bytes begin. */
    static Optional<Standing> standing(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return Optional.empty();
        }
        Fingerprint of = fingerprint(in);
        int day = in.readInt();
        List<Standing.Run> runs = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            runs.add(new Standing.Run(count(in), count(in), count(in)));
        }
        Map<Integer, KnownMatch> matches = new HashMap<>();
        for (int i = count(in); i > 0; i--) {
            matches.put(count(in), match(in));
        }
        return Optional.of(new Standing(of, day, runs, matches));
    }

    /** How many entries there are: the next number behind the standing. */
    static int size(DataInputStream in) throws IOException {
        return count(in);
    }

    /** All that is behind the standing and the number of entries. */
    static void decode(DataInputStream in, int size, Entries entries, WordLedger ledger) throws IOException {
        int words = count(in);
        ledger.makeRoom(Math.min(words, MOST_AT_ONCE));
        for (int i = 0; i < words; i++) {
            ledger.number(fingerprint(in));
        }
        List<BitSet> sets = sets(in, ledger);
        List<Remembered> kinds = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            kinds.add(remembered(in, sets));
        }
        entries.makeRoom(Math.min(size, MOST_AT_ONCE));
        for (int i = 0; i < size; i++) {
            int place = entries.place(fingerprint(in));
            entries.put(place, kinds.get(in.readInt()));
        }
    }

    static List<BitSet> sets(DataInputStream in, WordLedger ledger) throws IOException {
        List<BitSet> sets = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            sets.add(ledger.shared(BitSet.valueOf(in.readNBytes(count(in)))));
        }
        return sets;
    }

    static Progress progress(DataInputStream in, List<BitSet> sets) throws IOException {
        BitSet words = sets.get(in.readInt());
        return new Progress(words, in.readLong(), in.readInt(), in.readLong(), in.readInt(), in.readInt());
    }

    /** A match without its shape and digest. */
    static KnownMatch bareMatch(DataInputStream in) throws IOException {
        Origin origin = Origin.valueOf(in.readUTF());
        String masked = in.readUTF();
        String suggestion = in.readUTF();
        Fingerprint group = fingerprint(in);
        int day = in.readInt();
        return new KnownMatch(
                origin,
                masked,
                PasswordShape.UNKNOWN,
                suggestion,
                group,
                Optional.empty(),
                day == NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day)));
    }

    static KnownMatch shaped(KnownMatch match, DataInputStream in) throws IOException {
        try {
            return match.shaped(new PasswordShape(in.readInt(), in.readUnsignedByte(), in.readInt()));
        } catch (IllegalArgumentException e) {
            throw new IOException("an impossible shape", e);
        }
    }

    static KnownMatch digested(KnownMatch match, DataInputStream in) throws IOException {
        return in.readBoolean() ? match.digested(PasswordDigest.read(in)) : match;
    }

    static Fingerprint fingerprint(DataInputStream in) throws IOException {
        return new Fingerprint(in.readLong(), in.readLong());
    }

    static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("a negative count");
        }
        return count;
    }

    /** Numbers of words that nobody refers to are given up, so that the memory does not grow for ever. */
    private static BitSet renumbered(BitSet set, BitSet used) {
        if (used.length() == used.cardinality()) {
            return set;
        }
        BitSet result = new BitSet();
        int number = 0;
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            result.set(number++, set.get(i));
        }
        return result;
    }

    private static void write(DataOutputStream out, Standing standing) throws IOException {
        write(out, standing.of());
        out.writeInt(standing.day());
        out.writeInt(standing.runs().size());
        for (Standing.Run run : standing.runs()) {
            out.writeInt(run.length());
            out.writeInt(run.tried());
            out.writeInt(run.planned());
        }
        out.writeInt(standing.matches().size());
        for (Map.Entry<Integer, KnownMatch> match : standing.matches().entrySet()) {
            out.writeInt(match.getKey());
            write(out, match.getValue());
        }
    }

    private static void write(DataOutputStream out, Remembered entry, int set) throws IOException {
        Progress progress = entry.progress();
        out.writeInt(set);
        out.writeLong(progress.listId());
        out.writeInt(progress.builtIn());
        out.writeLong(progress.derivationId());
        out.writeInt(progress.derived());
        out.writeInt(progress.tried());
        out.writeInt(entry.lastSeenDay());
        out.writeBoolean(entry.match().isPresent());
        if (entry.match().isPresent()) {
            write(out, entry.match().get());
        }
    }

    private static void write(DataOutputStream out, KnownMatch match) throws IOException {
        out.writeUTF(match.origin().name());
        out.writeUTF(match.masked());
        out.writeUTF(match.suggestion());
        write(out, match.group());
        out.writeInt(match.lastChanged()
                .map(day -> Math.toIntExact(day.toEpochDay()))
                .orElse(NO_DAY));
        out.writeInt(match.shape().length());
        out.writeByte(match.shape().classes());
        out.writeInt(match.shape().longestRun());
        out.writeBoolean(match.digest().isPresent());
        if (match.digest().isPresent()) {
            match.digest().get().write(out);
        }
    }

    private static KnownMatch match(DataInputStream in) throws IOException {
        return digested(shaped(bareMatch(in), in), in);
    }

    private static Remembered remembered(DataInputStream in, List<BitSet> sets) throws IOException {
        Progress progress = progress(in, sets);
        int lastSeenDay = in.readInt();
        Optional<KnownMatch> match = in.readBoolean() ? Optional.of(match(in)) : Optional.empty();
        return new Remembered(progress, match, lastSeenDay);
    }

    private static void write(DataOutputStream out, Fingerprint fingerprint) throws IOException {
        out.writeLong(fingerprint.high());
        out.writeLong(fingerprint.low());
    }
}
