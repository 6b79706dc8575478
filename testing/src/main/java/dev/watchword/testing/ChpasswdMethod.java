package dev.watchword.testing;

/** The methods that chpasswd(8) of Debian 12 takes for {@code -c}. */
public enum ChpasswdMethod {
    /** The clear password itself; no login accepts it. */
    NONE,
    /** The traditional crypt(3): 8 characters count. */
    DES,
    MD5,
    /** Rounds 1,000 to 999,999,999; 5,000 when none are named. */
    SHA256,
    /** Rounds as for {@link #SHA256}. */
    SHA512,
    /** Its rounds are yescrypt's cost, 1 to 11; 5 when none is named. */
    YESCRYPT
}
