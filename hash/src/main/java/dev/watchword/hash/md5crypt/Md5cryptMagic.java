package dev.watchword.hash.md5crypt;

import dev.watchword.hash.CryptText;

/** The text that marks a hash, which is also digested. */
public enum Md5cryptMagic {
    CRYPT("$1$"),
    APACHE("$apr1$");

    private final String text;

    Md5cryptMagic(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether the program that reads these hashes takes the salt: libxcrypt is choosy, Apache reads any C string. */
    boolean takes(String salt) {
        return switch (this) {
            case CRYPT -> CryptText.isSalt(salt);
            case APACHE -> salt.indexOf('\0') < 0;
        };
    }
}
