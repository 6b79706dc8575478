package dev.watchword.protocol;

import java.util.List;

/**
 * What an agent learns once a minute.
 *
 * @param serverTime epoch milliseconds
 * @param intervalSeconds until the next heartbeat; the agent adds up to half of it at random
 * @param commandsWaiting how many there are to fetch
 * @param wordsVersion of the host's word list, opaque; another one than the agent's is to be fetched
 * @param schedule when to scan
 * @param serverKeys Base64 of the command keys to trust from now on: the current one first, then the next
 */
public record HeartbeatAnswer(
        long serverTime,
        int intervalSeconds,
        int commandsWaiting,
        String wordsVersion,
        ScanSchedule schedule,
        List<String> serverKeys) {

    public HeartbeatAnswer {
        serverKeys = List.copyOf(serverKeys);
    }
}
