package dev.watchword.account;

/**
 * Which part of a container image brought what stands in a store.
 *
 * @param image the image's name, as a person calls it
 * @param digest the layer's digest as the manifest has it (that of the image, for its configuration)
 * @param createdBy the line of the image's history that made the layer, without the arguments of commands, since these may
 *     be passwords; {@code ""} when unknown
 */
public record LayerRef(String image, String digest, String createdBy) {}
