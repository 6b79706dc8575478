package dev.watchword.hash.bcrypt;

/**
 * How the password's bytes become the Blowfish key. crypt_blowfish before 1.1 (2011) took bytes above 0x7f as negative
 * numbers, which spilled ones over the bytes before them; the letters after {@code $2} say what became of that. Source:
 * Openwall advisory CVE-2011-2483 and crypt_blowfish 1.3.
 */
public enum BcryptKeyReading {

    /** Bytes as they are: {@code 2b}, {@code 2y}. */
    PLAIN,

    /** The spilling kept, for hashes of the time before: {@code 2x}. */
    SIGN_EXTENDED,

    /**
     * Bytes as they are, but where spilling could have made two passwords one, the key schedule is started differently,
     * so that no hash of the time before is matched by such a password: {@code 2a}.
     */
    GUARDED
}
