package dev.watchword.audit.memory;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads the plain bytes of memories of the first version: words, sets, entries with all that is remembered of each, then the shapes of
 * matched passwords and then their digests in the order of their entries; the oldest end without the one or both.
 */
final class FormerCodec {

    private FormerCodec() {}

    static void decode(byte[] plain, Entries entries, WordLedger ledger) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
        for (int i = MemoryCodec.count(in); i > 0; i--) {
            ledger.number(MemoryCodec.fingerprint(in));
        }
        List<BitSet> sets = MemoryCodec.sets(in, ledger);
        for (int i = MemoryCodec.count(in); i > 0; i--) {
            int place = entries.place(MemoryCodec.fingerprint(in));
            Progress progress = MemoryCodec.progress(in, sets);
            int lastSeenDay = in.readInt();
            Optional<KnownMatch> match = in.readBoolean() ? Optional.of(MemoryCodec.bareMatch(in)) : Optional.empty();
            entries.put(place, new Remembered(progress, match, lastSeenDay));
        }
        if (in.available() > 0) {
            amend(entries, in, MemoryCodec::shaped);
        }
        if (in.available() > 0) {
            amend(entries, in, MemoryCodec::digested);
        }
    }

    /** Reads a part of a match that came to be kept later. */
    private interface Part {
        KnownMatch read(KnownMatch match, DataInputStream in) throws IOException;
    }

    private static void amend(Entries entries, DataInputStream in, Part part) throws IOException {
        for (int i = 0; i < entries.places(); i++) {
            Optional<KnownMatch> match = entries.get(i).match();
            if (match.isPresent()) {
                entries.put(i, entries.get(i).with(part.read(match.get(), in)));
            }
        }
    }
}
