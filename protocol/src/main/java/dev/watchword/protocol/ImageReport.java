package dev.watchword.protocol;

import java.util.List;

/**
 * What one scan of one container image found, as a scanner reports it. Holds masks, never a password or a hash. It
 * replaces what an earlier scan of the same image said, unless it is incomplete: then earlier findings stay that it does
 * not repeat.
 *
 * @param scanId a UUID of the scanner's choosing; the same report twice has one effect
 * @param finishedAt epoch milliseconds
 * @param image which one
 * @param incomplete why it was not read to its end, {@code ""} when it was
 * @param findings accounts that somebody must act on
 * @param rules what the image's own password rules demand, at most one; empty when they cannot be read
 */
public record ImageReport(
        String scanId,
        long finishedAt,
        Image image,
        String incomplete,
        List<Finding> findings,
        List<ScanReport.Rules> rules) {

    public ImageReport {
        findings = List.copyOf(findings);
        rules = List.copyOf(rules);
    }

    /**
     * An image in a registry.
     *
     * @param imageType {@code private_image}, {@code shared_image}, {@code instance_image}, {@code registry} or
     *     {@code cicd}
     * @param registryType {@code SwrPrivate}, {@code SwrShared}, {@code SwrEnterprise}, {@code Harbor}, {@code Jfrog} or
     *     {@code Other}
     * @param instanceId of an enterprise registry, {@code ""} without one
     * @param namespace the organisation, {@code ""} without one
     * @param name without namespace and tag
     * @param version the tag
     * @param imageId the registry's own id or digest
     * @param enterpriseProjectId {@code 0} is the default one
     */
    public record Image(
            String imageType,
            String registryType,
            String instanceId,
            String namespace,
            String name,
            String version,
            String imageId,
            String enterpriseProjectId) {}

    /**
     * A weak account.
     *
     * @param account what a host's report would say of it
     * @param layer the digest of the layer that brought the store in this form, {@code ""} when unknown
     * @param layerLine the line of the image's history that made this layer, without arguments of commands, as they may be
     *     passwords; {@code ""} when unknown
     * @param word the id of the custom word that it is, {@code ""} when it is none
     */
    public record Finding(ScanReport.Finding account, String layer, String layerLine, String word) {

        /** One that no custom word found. */
        public Finding(ScanReport.Finding account, String layer) {
            this(account, layer, "", "");
        }
    }
}
