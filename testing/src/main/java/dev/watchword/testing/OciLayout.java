package dev.watchword.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes an OCI image layout with one image (OCI image specification, "Image Layout"), its documents by hand so that a test
 * can make them wrong.
 */
public final class OciLayout {

    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    private final Path folder;
    private final List<String> layers = new ArrayList<>();
    private final List<String> digests = new ArrayList<>();
    private final List<String> diffIds = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private String environment = "";
    private String architecture = "amd64";

    private OciLayout(Path folder) {
        this.folder = folder;
    }

    /** Begins a layout in a folder, which is made. */
    public static OciLayout in(Path folder) {
        try {
            Files.createDirectories(folder.resolve("blobs/sha256"));
            Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
            return new OciLayout(folder);
        } catch (IOException e) {
            throw new FixtureFailure("cannot make " + folder, e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** A layer from its archive, packed with gzip. */
    public OciLayout layer(TarBuilder archive, String createdBy) {
        return layer(archive.bytes(), createdBy);
    }

    /** A layer from its archive, packed with gzip. */
    public OciLayout layer(byte[] archive, String createdBy) {
        return layer(TarBuilder.gzip(archive), digest(archive), LAYER + "+gzip", createdBy);
    }

    /** A layer as it is stored, with the digest that the configuration gives its archive. */
    public OciLayout layer(byte[] blob, String diffId, String mediaType, String createdBy) {
        digests.add(blob(blob));
        layers.add(descriptor(mediaType, digests.getLast(), blob.length));
        diffIds.add(diffId);
        history.add("{\"created_by\":" + text(createdBy) + "}");
        return this;
    }

    /** How many layers there are. */
    public int layers() {
        return layers.size();
    }

    /** The digest of a layer, by its place from 1. */
    public String layerDigest(int number) {
        return digests.get(number - 1);
    }

    /** A line of the history that made no layer. */
    public OciLayout history(String createdBy) {
        history.add("{\"created_by\":" + text(createdBy) + ",\"empty_layer\":true}");
        return this;
    }

    /** The environment of the image's containers, {@code NAME=VALUE}. */
    public OciLayout environment(String... variables) {
        environment = List.of(variables).stream().map(OciLayout::text).collect(Collectors.joining(","));
        return this;
    }

    public OciLayout architecture(String name) {
        architecture = name;
        return this;
    }

    /** Writes configuration, manifest and index, which names the image {@code latest}; returns the manifest's digest. */
    public String write() {
        String manifest = manifest();
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        String digest = blob(bytes);
        String found = descriptor("application/vnd.oci.image.manifest.v1+json", digest, bytes.length);
        String name = ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"latest\"}}";
        index("[" + found.substring(0, found.length() - 1) + name + "]");
        return digest;
    }

    /** Writes an index with these manifests, a JSON list. */
    public void index(String manifests) {
        write(
                folder.resolve("index.json"),
                ("{\"schemaVersion\":2,\"manifests\":" + manifests + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** The manifest; its configuration is written. */
    public String manifest() {
        String config = "{\"architecture\":" + text(architecture) + ",\"os\":\"linux\",\"config\":{\"Env\":["
                + environment + "]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                + diffIds.stream().map(OciLayout::text).collect(Collectors.joining(","))
                + "]},\"history\":[" + String.join(",", history) + "]}";
        byte[] bytes = config.getBytes(StandardCharsets.UTF_8);
        return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", blob(bytes), bytes.length)
                + ",\"layers\":[" + String.join(",", layers) + "]}";
    }

    /** Stores a blob under its digest, which is returned. */
    public String blob(byte[] content) {
        String digest = digest(content);
        write(folder.resolve("blobs/sha256").resolve(digest.substring(7)), content);
        return digest;
    }

    public static String descriptor(String mediaType, String digest, long size) {
        return "{\"mediaType\":" + text(mediaType) + ",\"digest\":" + text(digest) + ",\"size\":" + size + "}";
    }

    public static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new FixtureFailure("every JDK has SHA-256", impossible);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new FixtureFailure("cannot write " + file, e);
        }
    }

    private static String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            text.append(c < 0x20 || c == '"' || c == '\\' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
        return text.append('"').toString();
    }
}
