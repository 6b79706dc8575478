package dev.watchword.image.registry;

import dev.watchword.image.BlobSource;
import dev.watchword.image.Digest;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageRef;
import dev.watchword.image.ImageSource;
import dev.watchword.image.LimitReached;
import dev.watchword.image.Manifests;
import dev.watchword.image.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The images that a reference to a registry means: one, or one for each wanted platform of an index. */
public final class RegistryImages implements ImageSource {

    private static final String DOCUMENTS = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    /** However slowly a registry sends: it may do so forever without ever stopping. */
    private static final long DOCUMENT_NANOS = 120_000_000_000L;

    private static final int PART = 16 << 10;

    private final ImageRef reference;
    private final RegistryClient client;
    private final ImageLimits limits;
    private final DocumentCache documents;
    private final List<Found> images = new ArrayList<>();

    private RegistryImages(ImageRef reference, RegistryClient client, ImageLimits limits, DocumentCache documents) {
        this.reference = reference;
        this.client = client;
        this.limits = limits;
        this.documents = documents;
    }

    /**
     * Asks the registry for manifests and configurations. Layers are asked for when they are read.
     *
     * @param wanted which platforms of an index are meant
     * @param documents asked first for what a digest names
     * @throws IOException when the registry does not give the image
     */
    public static RegistryImages open(
            ImageRef reference,
            RegistrySettings settings,
            ImageLimits limits,
            Predicate<Platform> wanted,
            DocumentCache documents)
            throws IOException {
        RegistryClient client = RegistryClient.ofRepository(reference, settings);
        try {
            RegistryImages found = new RegistryImages(reference, client, limits, documents);
            found.read(wanted);
            return found;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private void read(Predicate<Platform> wanted) throws IOException {
        String name = reference.toString();
        Document asked = reference.digest().isPresent()
                ? new Document(
                        reference.digest().get(), manifest(reference.digest().get()))
                : named();
        List<Manifests.Manifest> manifests = Manifests.find(
                asked.digest(),
                asked.bytes(),
                wanted,
                limits,
                descriptor -> manifest(descriptor.digest()),
                (which, reason) -> images.add(new Found.Refused(name + " " + which, reason)));
        for (Manifests.Manifest manifest : manifests) {
            String called = manifests.size() == 1
                    ? name
                    : name + " " + manifest.digest().brief();
            try {
                byte[] config = known(manifest.config().digest(), "/blobs/", "*/*");
                images.add(new Found.Readable(Manifests.image(called, manifest, config, blobs())));
            } catch (IOException e) {
                images.add(new Found.Refused(called, ImageFailure.reasonOf(e)));
            }
        }
    }

    private record Document(Digest digest, byte[] bytes) {}

    /** What the tag means now, which only the registry can say. */
    private Document named() throws IOException {
        RegistryClient.Answer answer = client.get("/manifests/" + reference.which(), DOCUMENTS);
        byte[] document = document(answer);
        Digest digest = answer.contentDigest().flatMap(Digest::parse).orElseGet(() -> Digest.ofSha256(document));
        check(digest, document);
        documents.keepDocument(digest, document);
        return new Document(digest, document);
    }

    private byte[] manifest(Digest digest) throws IOException {
        return known(digest, "/manifests/", DOCUMENTS);
    }

    private byte[] known(Digest digest, String path, String accept) throws IOException {
        Optional<byte[]> kept = documents.document(digest);
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] document = document(client.get(path + digest, accept));
        check(digest, document);
        documents.keepDocument(digest, document);
        return document;
    }

    /** Addresses that a layer may name ("urls" of foreign layers) are not followed: the registry has it, or nobody. */
    private BlobSource blobs() {
        return layer -> {
            Digest digest = layer.blob().orElseThrow(() -> new ImageFailure("the layer has no digest"));
            return client.get("/blobs/" + digest, "*/*").body();
        };
    }

    private byte[] document(RegistryClient.Answer answer) throws IOException {
        long endNanos = System.nanoTime() + DOCUMENT_NANOS;
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        byte[] part = new byte[PART];
        try (InputStream body = answer.body()) {
            for (int count = body.read(part); count >= 0; count = body.read(part)) {
                document.write(part, 0, count);
                if (document.size() > limits.manifestBytes()) {
                    throw new LimitReached(
                            "manifest_bytes", "a document of more than " + limits.manifestBytes() + " bytes");
                }
                if (System.nanoTime() > endNanos) {
                    throw new LimitReached("time", "a document that takes more than two minutes to come");
                }
            }
        }
        return document.toByteArray();
    }

    private static void check(Digest digest, byte[] document) throws ImageFailure {
        MessageDigest function = digest.function();
        function.update(document);
        if (!digest.isOf(function)) {
            throw new ImageFailure("a document does not have the digest " + digest.brief());
        }
    }

    @Override
    public List<Found> images() {
        return List.copyOf(images);
    }

    @Override
    public void close() {
        client.close();
    }
}
