package dev.watchword.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Indexes, manifests and configurations as the OCI image specification and Docker's Image Manifest Version 2, Schema 2
 * have them. A document is what its members make it; one that could be two things is refused.
 */
public final class Manifests {

    private static final int MAX_TEXTS = 10_000;

    /** No runtime takes an image of so many layers; of a longer history nobody can tell which line made which. */
    private static final int MAX_HISTORY = 1_000;

    private Manifests() {}

    /**
     * What a document says of another blob.
     *
     * @param mediaType as found
     * @param digest its name
     * @param size its bytes
     * @param platform for which machine, when an index says so
     * @param reference a name that an annotation gives it, {@code ""} when none
     */
    public record Descriptor(
            String mediaType, Digest digest, long size, Optional<Platform> platform, String reference) {}

    /**
     * A manifest of one image.
     *
     * @param digest its own digest
     * @param config where its configuration is
     * @param layers where its layers are, the lowest first
     */
    public record Manifest(Digest digest, Descriptor config, List<Descriptor> layers) {}

    /** Gives documents by their descriptors, verified, and within the limit on their size. */
    public interface Documents {
        byte[] get(Descriptor descriptor) throws IOException;
    }

    /** A document that is there but cannot be used. */
    public interface Refusals {
        void refused(String name, String reason);
    }

    /**
     * Finds every image below a document, each once.
     *
     * @param digest the document's own
     * @param wanted which platforms of an index are meant
     * @param refusals told of what cannot be used; the others are found all the same
     */
    public static List<Manifest> find(
            Digest digest,
            byte[] document,
            Predicate<Platform> wanted,
            ImageLimits limits,
            Documents documents,
            Refusals refusals)
            throws IOException {
        return new ManifestSearch(wanted, limits, documents, refusals).below(digest, document);
    }

    static Manifest manifest(Digest digest, JsonNode json, ImageLimits limits) throws ImageFailure {
        Descriptor config = descriptor(json.path("config"), "config");
        List<Descriptor> layers = descriptors(json.path("layers"), "layers");
        if (layers.size() > 8 * limits.layers()) {
            throw new LimitReached("layers", "more than " + limits.layers() + " layers");
        }
        return new Manifest(digest, config, layers);
    }

    static List<Descriptor> descriptors(JsonNode json, String name) throws ImageFailure {
        if (!json.isArray()) {
            throw new ImageFailure("\"" + name + "\" is no list");
        }
        List<Descriptor> descriptors = new ArrayList<>();
        for (JsonNode one : json) {
            descriptors.add(descriptor(one, name));
        }
        return descriptors;
    }

    private static Descriptor descriptor(JsonNode json, String name) throws ImageFailure {
        Digest digest = Digest.parse(json.path("digest").asText(""))
                .orElseThrow(() -> new ImageFailure("\"" + name + "\" names a blob by what is no digest"));
        long size = json.path("size").asLong(-1);
        if (!json.path("size").isIntegralNumber() || size < 0) {
            throw new ImageFailure("\"" + name + "\" names a blob without a size");
        }
        JsonNode platform = json.path("platform");
        Optional<Platform> parsed = platform.isObject()
                ? Optional.of(new Platform(
                        platform.path("os").asText(""),
                        platform.path("architecture").asText(""),
                        platform.path("variant").asText("")))
                : Optional.empty();
        String reference = json.path("annotations")
                .path("org.opencontainers.image.ref.name")
                .asText("");
        return new Descriptor(json.path("mediaType").asText(""), digest, size, parsed, reference);
    }

    /** Puts manifest and configuration together. */
    public static Image image(String name, Manifest manifest, byte[] config, BlobSource blobs) throws ImageFailure {
        ImageConfig read = config(config);
        boolean fits = read.diffIds().size() == manifest.layers().size();
        List<String> createdBy = read.createdBy(manifest.layers().size());
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < manifest.layers().size(); i++) {
            Descriptor layer = manifest.layers().get(i);
            layers.add(new Layer(
                    i + 1,
                    Optional.of(layer.digest()),
                    fits ? Optional.of(read.diffIds().get(i)) : Optional.empty(),
                    layer.size(),
                    layer.mediaType(),
                    layer.digest().toString(),
                    createdBy.get(i)));
        }
        return new Image(name, manifest.digest(), read, layers, blobs);
    }

    /** Reads a configuration. */
    public static ImageConfig config(byte[] document) throws ImageFailure {
        JsonNode json = ImageJson.object(document);
        JsonNode run = json.path("config");
        List<String> command = new ArrayList<>(texts(run.path("Entrypoint")));
        command.addAll(texts(run.path("Cmd")));
        List<String> labels = new ArrayList<>();
        run.path("Labels").properties().stream()
                .limit(MAX_TEXTS)
                .forEach(label ->
                        labels.add(label.getKey() + "=" + label.getValue().asText("")));
        List<ImageConfig.History> history = new ArrayList<>();
        JsonNode lines = json.path("history");
        for (JsonNode line : lines.size() > MAX_HISTORY ? List.<JsonNode>of() : lines) {
            history.add(new ImageConfig.History(
                    line.path("created_by").asText(""), line.path("empty_layer").asBoolean(false)));
        }
        List<Digest> diffIds = new ArrayList<>();
        for (JsonNode id : json.path("rootfs").path("diff_ids")) {
            diffIds.add(Digest.parse(id.asText(""))
                    .orElseThrow(() -> new ImageFailure("\"diff_ids\" names a layer by what is no digest")));
        }
        Platform platform = new Platform(
                json.path("os").asText(""),
                json.path("architecture").asText(""),
                json.path("variant").asText(""));
        return new ImageConfig(platform, texts(run.path("Env")), labels, command, history, diffIds);
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        if (json.isTextual()) {
            texts.add(json.asText());
        }
        for (JsonNode one : json.isArray() ? json : ImageJson.NOTHING) {
            if (texts.size() < MAX_TEXTS) {
                texts.add(one.asText(""));
            }
        }
        return texts;
    }
}
