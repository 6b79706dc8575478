package dev.watchword.image;

import java.util.Optional;

/**
 * One layer of an image, as its manifest and configuration tell it.
 *
 * @param number its place from 1, the lowest layer first
 * @param blob the digest of its bytes as they are stored, when the manifest names one
 * @param diffId the digest of its tar archive, when the configuration names one
 * @param size bytes as they are stored, or -1 when nobody says
 * @param mediaType as the manifest has it, {@code ""} when nobody says
 * @param place where its source finds it
 * @param createdBy the line of the image's history that made it, {@code ""} when unknown
 */
public record Layer(
        int number,
        Optional<Digest> blob,
        Optional<Digest> diffId,
        long size,
        String mediaType,
        String place,
        String createdBy) {

    /** The name by which a person finds it: in the manifest, or else in the configuration. */
    public String name() {
        return blob.or(() -> diffId).map(Digest::toString).orElse("layer " + number);
    }

    /** What it is told apart by, wherever it is met again; empty when nothing names its content. */
    public Optional<Digest> identity() {
        return diffId.or(() -> blob);
    }

    /** As it stands in messages. */
    public String brief() {
        return "layer " + number
                + blob.or(() -> diffId).map(d -> " (" + d.brief() + ")").orElse("");
    }
}
