package dev.watchword.audit;

import dev.watchword.account.Account;

/**
 * What became of one stored password of an account, or of an account without any.
 *
 * @param account whose
 * @param scheme the scheme's name, {@code ""} when nothing is stored
 * @param coverage how far it was tried, over all scans
 * @param note why it was not tested, {@code ""} when it was
 */
public record AccountResult(Account account, String scheme, Coverage coverage, String note) {}
