package dev.watchword.hash.nt;

/** The two places where NT hashes stand; they make UTF-16 of a password in different ways. */
public enum NtForm {

    /** crypt(3)'s {@code $3$$} and 32 digits: each byte, whatever it means, becomes one UTF-16 unit. */
    CRYPT,

    /** A bare digest, as Windows keeps it: the password's chars in UTF-16. */
    WINDOWS
}
