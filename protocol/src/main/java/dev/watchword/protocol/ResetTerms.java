package dev.watchword.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Which account of which host gets a new password, and when. Travels in clear, but nobody can change it.
 *
 * @param hostId the host's UUID
 * @param account its name on the host, e.g. {@code root}; 1 to 256 bytes of UTF-8
 * @param commandId the command's UUID; one reset has one
 * @param counter rises with every reset of a host: an agent takes no older one after a newer one
 * @param notBefore epoch milliseconds
 * @param expires epoch milliseconds; at this moment it is too late
 */
public record ResetTerms(String hostId, String account, String commandId, long counter, long notBefore, long expires) {

    static final int ID_BYTES = 64;
    static final int ACCOUNT_BYTES = 256;

    public ResetTerms {
        require(fits(hostId, ID_BYTES), "the host id has 1 to 64 bytes");
        require(fits(account, ACCOUNT_BYTES), "the account has 1 to 256 bytes");
        require(fits(commandId, ID_BYTES), "the command id has 1 to 64 bytes");
        require(counter > 0, "the counter starts at 1");
        require(notBefore >= 0 && notBefore < expires, "a reset begins before it expires");
    }

    private static boolean fits(String text, int most) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return length > 0 && length <= most;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
