package dev.watchword.server.images;

/**
 * Where an image was read.
 *
 * @param projectId whose registry it is
 * @param registryId the registry's; names of images are its own
 * @param host the registry's, by which it is known again when it was deleted and made anew
 * @param scanner the agent that read it
 */
public record ImageOrigin(String projectId, String registryId, String host, String scanner) {}
