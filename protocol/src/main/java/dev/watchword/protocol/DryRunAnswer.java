package dev.watchword.protocol;

/**
 * What an agent says of words that it tried on its accounts without keeping anything. Never which account, never which
 * word.
 *
 * @param accounts how many were tried
 * @param matches how many of them have one of the words as password
 * @param reason why it could not be tried, {@code ""} when it could; at most 256 characters
 */
public record DryRunAnswer(int accounts, int matches, String reason) {}
