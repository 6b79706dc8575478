package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The audit log as an auditor finds it on disk, checked without any code of the server.
 *
 * @param lines in order
 */
record AuditChain(List<String> lines) {

    /** The lines of the files in a folder. */
    static AuditChain in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                text.lines().filter(line -> line.contains("\"prev\"")).forEach(lines::add);
            }
            return new AuditChain(List.copyOf(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The actions of the newest thousand entries of a kind, as the API tells them. */
    static List<String> actions(Api api, String kind) {
        return api.get("/v1/watchword/audit-log?limit=1000&kind=" + kind)
                .expect(200)
                .json()
                .required("entries")
                .valueStream()
                .map(entry -> entry.path("action").asText())
                .toList();
    }

    /** Fails unless every line names the digest of the one before, and none is missing. */
    void requireIntact() {
        assertFalse(lines.isEmpty(), "there is no audit log");
        String before = "0".repeat(64);
        long seq = 0;
        for (String line : lines) {
            JsonNode entry = Reply.parsed(line);
            assertEquals(before, entry.path("prev").textValue(), line);
            assertEquals(++seq, entry.path("seq").longValue(), line);
            before = sha256(line);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
