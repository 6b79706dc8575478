package dev.watchword.image.registry;

import dev.watchword.image.Digest;
import java.util.Optional;

/**
 * Manifests and configurations that were read before, by the digest that they were verified against. A configuration may hold
 * passwords. Safe for concurrent use.
 */
public interface DocumentCache {

    /** Knows nothing and keeps nothing. */
    DocumentCache NONE = new DocumentCache() {
        @Override
        public Optional<byte[]> document(Digest digest) {
            return Optional.empty();
        }

        @Override
        public void keepDocument(Digest digest, byte[] document) {
            // it is read again when it is needed again
        }
    };

    Optional<byte[]> document(Digest digest);

    /** Offers a document that was verified; it may be kept or not. */
    void keepDocument(Digest digest, byte[] document);
}
