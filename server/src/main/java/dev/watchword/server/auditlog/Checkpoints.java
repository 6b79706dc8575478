package dev.watchword.server.auditlog;

import dev.watchword.server.database.Database;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps the checkpoints: a row of the database and a line of {@code checkpoints.jsonl}. Safe for use by many threads. */
final class Checkpoints {

    private static final String FILE = "checkpoints.jsonl";

    private final Database database;
    private final Path file;

    Checkpoints(Database database, Path folder) {
        this.database = database;
        this.file = folder.resolve(FILE);
    }

    void keep(Checkpoint checkpoint) throws IOException {
        try (FileChannel out = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            out.write(ByteBuffer.wrap((checkpoint.text() + "\n").getBytes(StandardCharsets.UTF_8)));
            out.force(false);
        }
        database.change(handle -> handle.execute(
                "insert into audit_checkpoint (seq, at, head, signature) values (?, ?, ?, ?)"
                        + " on conflict (seq) do nothing",
                checkpoint.seq(),
                checkpoint.at(),
                checkpoint.head(),
                checkpoint.signature()));
    }

    /** Those of the database. */
    static List<Checkpoint> in(Database database) {
        return database.read(handle -> handle.createQuery(
                        "select seq, at, head, signature from audit_checkpoint order by seq")
                .map((row, context) -> new Checkpoint(
                        row.getLong("seq"), row.getLong("at"), row.getString("head"), row.getString("signature")))
                .list());
    }

    /** Those of the folder. */
    static List<Checkpoint> in(Path folder) throws IOException {
        List<Checkpoint> found = new ArrayList<>();
        if (!Files.exists(folder.resolve(FILE))) {
            return found;
        }
        try (Stream<String> lines = Files.lines(folder.resolve(FILE), StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> Checkpoint.parse(line).ifPresent(found::add));
        }
        return found;
    }
}
