package dev.watchword.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One search for the images below a document. Each document is read once, whoever names it and however often, and the search
 * has an end: so many documents, so much time. Belongs to one thread.
 */
final class ManifestSearch {

    private static final int MAX_NESTING = 4;

    /** Indexes and what cannot be used, for each image that may be found. */
    private static final int DOCUMENTS_EACH = 8;

    private final Predicate<Platform> wanted;
    private final ImageLimits limits;
    private final Manifests.Documents documents;
    private final Manifests.Refusals refusals;
    private final long startedNanos = System.nanoTime();
    private final Set<Digest> seen = new HashSet<>();
    private final List<Manifests.Manifest> found = new ArrayList<>();
    private boolean refused;

    ManifestSearch(
            Predicate<Platform> wanted,
            ImageLimits limits,
            Manifests.Documents documents,
            Manifests.Refusals refusals) {
        this.wanted = wanted;
        this.limits = limits;
        this.documents = documents;
        this.refusals = refusals;
    }

    List<Manifests.Manifest> below(Digest digest, byte[] document) throws IOException {
        seen.add(digest);
        read(digest, document, 0);
        if (found.isEmpty() && !refused) {
            throw new ImageFailure("no image is named anywhere below the document");
        }
        return found;
    }

    private void read(Digest digest, byte[] document, int nesting) throws IOException {
        JsonNode json = ImageJson.object(document);
        boolean index = json.has("manifests");
        boolean manifest = json.has("layers") || json.has("config");
        if (index == manifest) {
            throw new ImageFailure(
                    index
                            ? "the document is an index and a manifest at once"
                            : "the document is no index and no manifest (schema 1 manifests are not read)");
        }
        if (manifest) {
            if (found.size() == limits.manifests()) {
                throw new LimitReached("manifests", "more than " + limits.manifests() + " images");
            }
            found.add(Manifests.manifest(digest, json, limits));
            return;
        }
        if (nesting == MAX_NESTING) {
            throw new LimitReached("manifests", "indexes within indexes more than " + MAX_NESTING + " deep");
        }
        for (Manifests.Descriptor child : chosen(Manifests.descriptors(json.path("manifests"), "manifests"))) {
            visit(child, nesting + 1);
        }
    }

    private void visit(Manifests.Descriptor child, int nesting) throws IOException {
        if (!seen.add(child.digest())) {
            return;
        }
        if (seen.size() > DOCUMENTS_EACH * limits.manifests()) {
            throw new LimitReached("manifests", "more than " + DOCUMENTS_EACH * limits.manifests() + " documents");
        }
        if (System.nanoTime() - startedNanos >= limits.time().toNanos()) {
            throw new LimitReached("time", "more than " + limits.time().toSeconds() + " s to find the images");
        }
        try {
            read(child.digest(), documents.get(child), nesting);
        } catch (LimitReached e) {
            throw e;
        } catch (IOException e) {
            refused = true;
            refusals.refused(child.digest().toString(), ImageFailure.reasonOf(e));
        }
    }

    /** Those for a wanted platform; those that name none may be for any. Attestations name the platform "unknown". */
    private List<Manifests.Descriptor> chosen(List<Manifests.Descriptor> children) throws ImageFailure {
        List<Manifests.Descriptor> chosen = children.stream()
                .filter(child -> child.platform().map(wanted::test).orElse(true))
                .toList();
        if (chosen.isEmpty() && !children.isEmpty()) {
            throw new ImageFailure("no image for the platform among "
                    + Quoted.of(String.join(
                            ", ",
                            children.stream()
                                    .map(child -> child.platform()
                                            .map(Platform::toString)
                                            .orElse("unknown"))
                                    .distinct()
                                    .toList())));
        }
        return chosen;
    }
}
