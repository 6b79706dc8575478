package dev.watchword.server.auditlog;

import dev.watchword.server.auditlog.Sink.Kept;
import dev.watchword.server.auditlog.Verification.Verdict;
import dev.watchword.server.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies both homes of a log, each against all checkpoints and one against the other, and changes neither. What was cut
 * from one after the newest checkpoint is missed by the other.
 */
public final class Homes {

    private static final int BATCH = 1_000;

    private final Database database;
    private final Path folder;
    private final PublicKey key;
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    private Homes(Database database, Path folder, PublicKey key) throws IOException {
        this.database = database;
        this.folder = folder;
        this.key = key;
        checkpoints.addAll(Checkpoints.in(database));
        checkpoints.addAll(Checkpoints.in(folder));
    }

    /**
     * Looks at a log that nobody writes to.
     *
     * @param folder of the files
     * @return a home each
     * @throws IOException when one cannot be read, or no server ever kept a log in this database
     */
    public static List<Home> verify(Database database, Path folder) throws IOException {
        try {
            PublicKey key = CheckpointKey.publicKey(database)
                    .orElseThrow(() -> new IOException("the database holds no key of an audit log"));
            return new Homes(database, folder, key).verified();
        } catch (RuntimeException e) {
            throw new IOException("the audit log cannot be read", e);
        }
    }

    private List<Home> verified() throws IOException {
        Walked rows = rows();
        Walked files = files();
        Home database = rows.home("database");
        Home written = files.home("files");
        if (database.problem().isPresent() || written.problem().isPresent()) {
            return List.of(database, written);
        }
        long ofRows = database.verdict().last();
        long ofFiles = written.verdict().last();
        if (ofRows != ofFiles) {
            String problem = "the log ends with entry %d, and the other home has entry %d"
                    .formatted(Math.min(ofRows, ofFiles), Math.max(ofRows, ofFiles));
            return ofRows < ofFiles
                    ? List.of(database.with(problem), written)
                    : List.of(database, written.with(problem));
        }
        if (!rows.verification.head().equals(files.verification.head())) {
            return List.of(database, written.with("entry " + ofFiles + " is another one than in the database"));
        }
        return List.of(database, written);
    }

    private Walked rows() throws IOException {
        Walked walked = new Walked(new Verification(checkpoints, key));
        DatabaseSink sink = new DatabaseSink(database);
        List<Kept> batch = sink.from(0, BATCH);
        while (!batch.isEmpty()) {
            for (Kept line : batch) {
                walked.take(line.text(), "row " + line.seq());
            }
            batch = sink.from(batch.getLast().seq() + 1, BATCH);
        }
        return walked;
    }

    private Walked files() throws IOException {
        Walked walked = new Walked(new Verification(checkpoints, key));
        for (Path file : Files.isDirectory(folder) ? FileSink.files(folder) : List.<Path>of()) {
            try (LineReader lines = new LineReader(file)) {
                long number = 0;
                for (String line = lines.next(); line != null; line = lines.next()) {
                    number++;
                    String place = file.getFileName() + " line " + number;
                    walked.take(line, place);
                    if (lines.endsInHalfALine()) {
                        walked.half(place);
                    }
                }
            }
        }
        return walked;
    }

    /** A verification, and where it found its first problem. */
    private static final class Walked {

        private final Verification verification;
        private Optional<String> half = Optional.empty();
        private Optional<String> place = Optional.empty();

        Walked(Verification verification) {
            this.verification = verification;
        }

        void take(String line, String where) {
            boolean before = verification.failed();
            verification.line(line);
            if (!before && verification.failed()) {
                place = Optional.of(where);
            }
        }

        void half(String where) {
            if (half.isEmpty()) {
                half = Optional.of(where + ": it has no end: a crash left it, or it was cut");
            }
        }

        Home home(String name) {
            Verdict verdict = verification.end();
            Optional<String> problem = verdict.problem()
                    .map(text -> place.map(where -> where + ": ").orElse("") + text);
            return new Home(name, verdict, problem.or(() -> half));
        }
    }

    /**
     * One home of the log.
     *
     * @param name of the home
     * @param problem the first one and where it stands, empty when this home is sound
     */
    public record Home(String name, Verdict verdict, Optional<String> problem) {

        private Home with(String found) {
            return new Home(name, verdict, Optional.of(found));
        }
    }
}
