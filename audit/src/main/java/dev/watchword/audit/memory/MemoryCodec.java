package dev.watchword.audit.memory;

import dev.watchword.candidate.Origin;
import dev.watchword.policy.PasswordShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memory's plain bytes: the words still referred to, the sets of them, the entries, then the shapes of matched passwords and
 * then their digests in the order of their entries; memories of before end without the one or both. Big-endian, as {@link DataOutputStream} writes.
 */
final class MemoryCodec {

    private static final int NO_DAY = Integer.MIN_VALUE;

    private MemoryCodec() {}

    /** What {@link #decode} read. */
    record Content(Map<Fingerprint, Remembered> entries, WordLedger ledger) {}

    static byte[] encode(Map<Fingerprint, Remembered> entries, WordLedger ledger) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + entries.size() * 80);
        DataOutputStream out = new DataOutputStream(bytes);
        Map<BitSet, Integer> sets = new IdentityHashMap<>();
        List<BitSet> ordered = new ArrayList<>();
        BitSet used = new BitSet();
        for (Remembered entry : entries.values()) {
            BitSet words = entry.progress().words();
            if (sets.putIfAbsent(words, ordered.size()) == null) {
                ordered.add(words);
                used.or(words);
            }
        }
        out.writeInt(used.cardinality());
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            write(out, ledger.word(i));
        }
        out.writeInt(ordered.size());
        for (BitSet set : ordered) {
            byte[] packed = renumbered(set, used).toByteArray();
            out.writeInt(packed.length);
            out.write(packed);
        }
        out.writeInt(entries.size());
        for (Map.Entry<Fingerprint, Remembered> entry : entries.entrySet()) {
            write(out, entry.getKey());
            write(
                    out,
                    entry.getValue(),
                    sets.getOrDefault(entry.getValue().progress().words(), 0));
        }
        for (Remembered entry : entries.values()) {
            if (entry.match().isPresent()) {
                PasswordShape shape = entry.match().get().shape();
                out.writeInt(shape.length());
                out.writeByte(shape.classes());
                out.writeInt(shape.longestRun());
            }
        }
        for (Remembered entry : entries.values()) {
            if (entry.match().isPresent()) {
                Optional<PasswordDigest> digest = entry.match().get().digest();
                out.writeBoolean(digest.isPresent());
                if (digest.isPresent()) {
                    digest.get().write(out);
                }
            }
        }
        return bytes.toByteArray();
    }

    static Content decode(byte[] plain) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
        WordLedger ledger = new WordLedger();
        for (int i = count(in); i > 0; i--) {
            ledger.number(fingerprint(in));
        }
        List<BitSet> sets = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            sets.add(ledger.shared(BitSet.valueOf(in.readNBytes(count(in)))));
        }
        int size = count(in);
        Map<Fingerprint, Remembered> entries = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            entries.put(fingerprint(in), remembered(in, sets));
        }
        if (in.available() > 0) {
            for (Map.Entry<Fingerprint, Remembered> entry : entries.entrySet()) {
                entry.setValue(shaped(entry.getValue(), in));
            }
        }
        if (in.available() > 0) {
            for (Map.Entry<Fingerprint, Remembered> entry : entries.entrySet()) {
                entry.setValue(digested(entry.getValue(), in));
            }
        }
        return new Content(entries, ledger);
    }

    /** Numbers of words that nobody refers to are given up, so that the memory does not grow for ever. */
    private static BitSet renumbered(BitSet set, BitSet used) {
        BitSet result = new BitSet();
        int number = 0;
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            result.set(number++, set.get(i));
        }
        return result;
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
            KnownMatch match = entry.match().get();
            out.writeUTF(match.origin().name());
            out.writeUTF(match.masked());
            out.writeUTF(match.suggestion());
            write(out, match.group());
            out.writeInt(match.lastChanged()
                    .map(day -> Math.toIntExact(day.toEpochDay()))
                    .orElse(NO_DAY));
        }
    }

    private static Remembered remembered(DataInputStream in, List<BitSet> sets) throws IOException {
        BitSet words = sets.get(in.readInt());
        Progress progress = new Progress(words, in.readLong(), in.readInt(), in.readLong(), in.readInt(), in.readInt());
        int lastSeenDay = in.readInt();
        Optional<KnownMatch> match = in.readBoolean() ? Optional.of(match(in)) : Optional.empty();
        return new Remembered(progress, match, lastSeenDay);
    }

    private static Remembered shaped(Remembered entry, DataInputStream in) throws IOException {
        if (entry.match().isEmpty()) {
            return entry;
        }
        int length = in.readInt();
        int classes = in.readUnsignedByte();
        int longestRun = in.readInt();
        try {
            PasswordShape shape = new PasswordShape(length, classes, longestRun);
            return new Remembered(
                    entry.progress(), entry.match().map(match -> match.shaped(shape)), entry.lastSeenDay());
        } catch (IllegalArgumentException e) {
            throw new IOException("a password of an impossible shape", e);
        }
    }

    private static Remembered digested(Remembered entry, DataInputStream in) throws IOException {
        if (entry.match().isEmpty() || !in.readBoolean()) {
            return entry;
        }
        PasswordDigest digest = PasswordDigest.read(in);
        return new Remembered(
                entry.progress(), entry.match().map(match -> match.digested(digest)), entry.lastSeenDay());
    }

    private static KnownMatch match(DataInputStream in) throws IOException {
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

    private static void write(DataOutputStream out, Fingerprint fingerprint) throws IOException {
        out.writeLong(fingerprint.high());
        out.writeLong(fingerprint.low());
    }

    private static Fingerprint fingerprint(DataInputStream in) throws IOException {
        return new Fingerprint(in.readLong(), in.readLong());
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("a negative count");
        }
        return count;
    }
}
