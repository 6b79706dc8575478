package dev.watchword.agent.images;

import dev.watchword.image.registry.AddressRule;
import java.time.Duration;
import java.util.List;

/**
 * What the scanner's own operator lets it do for images.
 *
 * @param cpuShare of one core, for reading and trying, beside what the agent itself may take
 * @param addresses networks that are not public but may be asked, for registries that may be there
 * @param keptFor how long store files that were read are kept, from when they were last needed
 * @param keptBytes how much of them is kept; 0 keeps nothing
 */
public record ImageSettings(double cpuShare, List<AddressRule.Network> addresses, Duration keptFor, long keptBytes) {

    /** Half a core, public addresses only, a month and a gigabyte. */
    public static final ImageSettings DEFAULT = new ImageSettings(0.5, List.of(), Duration.ofDays(30), 1L << 30);

    public ImageSettings {
        addresses = List.copyOf(addresses);
        if (!(cpuShare > 0 && cpuShare <= 1)) {
            throw new IllegalArgumentException("a share of one core is above 0 and at most 1");
        }
    }
}
