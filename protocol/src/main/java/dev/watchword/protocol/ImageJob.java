package dev.watchword.protocol;

import java.util.List;

/**
 * Work on images that a scanner has leased. Prints no word.
 *
 * @param id a UUID
 * @param leaseId a UUID that changes with every lease: who finishes or renews names it, so that one that lost its job
 *     changes nothing any more
 * @param kind {@code list}: which images there are; {@code scan}: read one image; {@code recheck}: try these words only
 *     on one that was read before
 * @param leaseSeconds until somebody else gets the job, counted from the answer and from each renewal
 * @param registry where
 * @param reference {@code repository:tag}, or {@code repository:tag@digest}; {@code ""} for a list
 * @param imageId the digest that the image had when it was read, for a recheck; {@code ""} otherwise
 * @param patterns which images a list is to find
 * @param words custom weak passwords: all of them for a scan, the new ones for a recheck
 */
public record ImageJob(
        String id,
        String leaseId,
        String kind,
        int leaseSeconds,
        Registry registry,
        String reference,
        String imageId,
        List<String> patterns,
        List<Word> words) {

    public static final String LIST = "list";
    public static final String SCAN = "scan";
    public static final String RECHECK = "recheck";

    public ImageJob {
        patterns = List.copyOf(patterns);
        words = List.copyOf(words);
    }

    /**
     * A registry, and what its operator allows a scanner to do for it.
     *
     * @param host with its port when it is not the usual one
     * @param plainHttp whether it is spoken to without TLS
     * @param privateAddresses whether it may have an address that is not public
     * @param allowedHosts where else it may send a scanner, for tokens and for layers
     * @param authority certificates to trust besides the usual ones, as PEM; {@code ""} for none
     * @param login a {@link SealedLogin} as text; {@code ""} for nobody in particular
     */
    public record Registry(
            String host,
            boolean plainHttp,
            boolean privateAddresses,
            List<String> allowedHosts,
            String authority,
            String login) {

        public Registry {
            allowedHosts = List.copyOf(allowedHosts);
        }
    }

    /**
     * A custom weak password.
     *
     * @param id names it to the server in a finding, and tells nobody else anything
     * @param text the word
     */
    public record Word(String id, String text) {

        @Override
        public String toString() {
            return "Word[" + id + "]";
        }
    }

    @Override
    public String toString() {
        return "ImageJob[" + kind + " " + id + "]";
    }
}
