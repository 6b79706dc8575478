package dev.watchword.account;

/**
 * Something in a store that could not be read as it should; reading went on after it.
 *
 * @param store where it stands
 * @param reason what was found and what was expected, without any password or hash, control characters escaped
 */
public record Diagnostic(StoreRef store, String reason) {}
