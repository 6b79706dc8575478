package dev.watchword.server.weakpasswords;

import java.util.List;

/**
 * A host with weak passwords, in the form of the vendor's answer.
 *
 * @param hostIp the same as the private address, which older clients read here
 * @param updateTime when the last scan ended that told of the accounts, epoch milliseconds
 * @param weakPwdAccounts at least one
 */
record WeakHost(
        String hostId,
        String hostName,
        String hostIp,
        String privateIp,
        String publicIp,
        long updateTime,
        List<Account> weakPwdAccounts) {

    /** Characters of a MySQL account, {@code user@host}, that the vendor's list shows. */
    private static final int SHOWN = 32;

    /** The same with one account more, which a scan saw at a time. */
    WeakHost with(Account account, long seenAt) {
        weakPwdAccounts.add(account);
        return new WeakHost(
                hostId, hostName, hostIp, privateIp, publicIp, Math.max(updateTime, seenAt), weakPwdAccounts);
    }

    /**
     * One of its accounts.
     *
     * @param duration days in use
     * @param desensitizedWeakPasswords the masked password
     */
    record Account(
            String userName, String serviceType, int duration, String desensitizedWeakPasswords, String suggestion) {

        Account {
            if (serviceType.equals("mysql") && userName.codePointCount(0, userName.length()) > SHOWN) {
                userName = userName.substring(0, userName.offsetByCodePoints(0, SHOWN));
            }
        }
    }
}
