package dev.watchword.account;

/**
 * Who stands behind an account, as the store tells; text as found, empty when unknown.
 *
 * @param fullName the person's or service's name (the first GECOS field)
 * @param home home directory
 * @param shell login shell
 * @param uid numeric user id, -1 when unknown
 */
public record Owner(String fullName, String home, String shell, int uid) {

    /** Nothing known. */
    public static final Owner UNKNOWN = new Owner("", "", "", -1);
}
