package dev.watchword.audit;

/**
 * A part of the target that was not looked at as it should have been: the scan is not clean.
 *
 * @param store where
 * @param reason why; begins with {@code cost_exceeds_limit}, {@code aborted} or says what was unreadable and what to do
 */
public record Incomplete(String store, String reason) {}
