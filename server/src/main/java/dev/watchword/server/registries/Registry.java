package dev.watchword.server.registries;

import java.util.List;

/**
 * A registry of images.
 *
 * @param id a UUID
 * @param projectId whose
 * @param enterpriseProjectId of the images in it
 * @param name that people give it, one a project
 * @param host with its port when it is not the usual one
 * @param imageType the vendor's kind of its images
 * @param registryType the vendor's kind of it
 * @param instanceId of an enterprise registry, {@code ""} without one
 * @param plainHttp whether it is spoken to without TLS
 * @param privateAddresses whether it may have an address that is not public
 * @param allowedHosts where else it may send scanners, for tokens and for layers
 * @param authority certificates to trust besides the usual ones, as PEM; {@code ""} for none
 * @param hasLogin whether scanners log in
 * @param createdAt epoch milliseconds
 * @param lastUsedAt when a scanner was last sent there; 0 for never
 */
public record Registry(
        String id,
        String projectId,
        String enterpriseProjectId,
        String name,
        String host,
        String imageType,
        String registryType,
        String instanceId,
        boolean plainHttp,
        boolean privateAddresses,
        List<String> allowedHosts,
        String authority,
        boolean hasLogin,
        long createdAt,
        long lastUsedAt) {

    public Registry {
        allowedHosts = List.copyOf(allowedHosts);
    }
}
