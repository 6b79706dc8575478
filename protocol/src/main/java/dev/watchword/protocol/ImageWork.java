package dev.watchword.protocol;

/**
 * Whether there is work for a scanner.
 *
 * @param waiting jobs that it could lease now
 * @param waitSeconds when to ask again
 */
public record ImageWork(int waiting, int waitSeconds) {}
