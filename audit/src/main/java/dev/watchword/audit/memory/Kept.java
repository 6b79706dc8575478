package dev.watchword.audit.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a memory keeps, for all of its scopes. What is remembered of single passwords is read from the file when somebody asks for it: as
 * long as a {@link Standing} holds, nobody does. Not safe for concurrent use.
 */
final class Kept {

    /** What is remembered of single passwords and words. */
    record Body(Entries entries, WordLedger ledger) {
        static Body empty() {
            return new Body(new Entries(), new WordLedger());
        }
    }

    private final byte[] key;
    private final Optional<MemoryFile> file;
    private final boolean forgets;
    private final List<String> remarks;
    private final int sizeInFile;
    private @Nullable Body body;
    private Optional<Standing> standing;
    private boolean changed;

    private Kept(
            byte[] key,
            Optional<MemoryFile> file,
            boolean forgets,
            List<String> remarks,
            @Nullable Body body,
            Optional<Standing> standing,
            int sizeInFile) {
        this.key = key;
        this.file = file;
        this.forgets = forgets;
        this.remarks = new ArrayList<>(remarks);
        this.body = body;
        this.standing = standing;
        this.sizeInFile = sizeInFile;
    }

    static Kept nothing() {
        return new Kept(MemoryFile.newKey(), Optional.empty(), true, List.of(), Body.empty(), Optional.empty(), 0);
    }

    static Kept inProcess(byte[] key) {
        return new Kept(key, Optional.empty(), false, List.of(), Body.empty(), Optional.empty(), 0);
    }

    static Kept inFile(byte[] key, MemoryFile file, List<String> remarks, Body body) {
        return new Kept(key, Optional.of(file), false, remarks, body, Optional.empty(), 0);
    }

    /** Kept in a file of which only the standing was read. */
    static Kept standing(byte[] key, MemoryFile file, List<String> remarks, Standing standing, int sizeInFile) {
        return new Kept(key, Optional.of(file), false, remarks, null, Optional.of(standing), sizeInFile);
    }

    byte[] key() {
        return key;
    }

    boolean forgets() {
        return forgets;
    }

    List<String> remarks() {
        return remarks;
    }

    Entries entries() {
        return body().entries();
    }

    WordLedger ledger() {
        return body().ledger();
    }

    int size() {
        return body == null ? sizeInFile : body.entries().size();
    }

    Optional<Standing> standing() {
        return standing;
    }

    void stand(Standing found) {
        standing = Optional.of(found).filter(Standing::fits);
        changed = true;
    }

    /** What was found before may not be what is found after it. */
    void changed() {
        standing = Optional.empty();
        changed = true;
    }

    void keepNewest(int most) {
        Entries entries = entries();
        int size = entries.size();
        if (size <= most) {
            return;
        }
        changed();
        int[] days = new int[entries.places()];
        for (int i = 0; i < days.length; i++) {
            days[i] = entries.get(i).lastSeenDay();
        }
        Arrays.sort(days);
        int oldest = days[days.length - most];
        int[] surplus = {size - most};
        entries.removeIf(entry -> entry.lastSeenDay() < oldest && surplus[0]-- > 0);
        entries.removeIf(entry -> entry.lastSeenDay() == oldest && surplus[0]-- > 0);
    }

    void save(int today) throws IOException {
        if (file.isEmpty() || (body == null && !changed)) {
            return;
        }
        Entries entries = entries();
        entries.removeIf(entry -> entry.lastSeenDay() < today - Memory.RETENTION_DAYS);
        file.get().write(key, standing, entries, ledger());
    }

    private Body body() {
        Body read = body;
        if (read == null) {
            read = file.map(kept -> kept.body(key, remarks)).orElseGet(Body::empty);
            body = read;
        }
        return read;
    }
}
