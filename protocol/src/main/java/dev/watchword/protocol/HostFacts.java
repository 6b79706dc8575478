package dev.watchword.protocol;

import java.util.List;

/**
 * What an agent tells of its machine.
 *
 * @param machineId names the machine over re-installations of the agent: SHA-256 of {@code watchword/machine/v1}, a zero
 *     byte and the machine's own id (on Linux {@code /etc/machine-id}, which should not be shown around itself); 64
 *     lower-case hexadecimal digits
 * @param name the host name
 * @param ips its addresses, first the one that it uses towards the server
 * @param osType {@code Linux} or {@code Windows}
 * @param osName e.g. {@code Debian GNU/Linux}
 * @param osVersion e.g. {@code 13}
 * @param bootId changes with each boot of the machine (on Linux {@code /proc/sys/kernel/random/boot_id})
 * @param agentVersion the agent's own
 */
public record HostFacts(
        String machineId,
        String name,
        List<String> ips,
        String osType,
        String osName,
        String osVersion,
        String bootId,
        String agentVersion) {

    public HostFacts {
        ips = List.copyOf(ips);
    }
}
