package dev.watchword.account.postgresql;

import dev.watchword.account.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Files of a data folder that initdb of PostgreSQL 15.18 made, with the one role {@code pgs}, a superuser whose password is {@code
 * Summer2024!}: its server was shut down.
 */
public final class ClusterFiles {

    private static final Map<String, String> NAMES = Map.of(
            "global/pg_control",
            "pg_control",
            "global/1260",
            "1260",
            "global/pg_filenode.map",
            "pg_filenode.map",
            "pg_xact/0000",
            "0000");

    private ClusterFiles() {}

    /** By their paths below the data folder. */
    public static Map<String, byte[]> all() {
        Map<String, byte[]> files = new TreeMap<>();
        NAMES.forEach((path, name) -> files.put(path, file(name)));
        return files;
    }

    /** Puts them into a tree. */
    public static Tree plant(Tree tree, String folder) {
        all().forEach((path, bytes) -> tree.bytes(folder + "/" + path, bytes));
        return tree;
    }

    private static byte[] file(String name) {
        try (InputStream packed = ClusterFiles.class.getResourceAsStream(name + ".gz");
                InputStream plain = new GZIPInputStream(packed)) {
            return plain.readAllBytes();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
