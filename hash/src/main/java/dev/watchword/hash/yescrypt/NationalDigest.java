package dev.watchword.hash.yescrypt;

import dev.watchword.hash.BouncyCastleDigests;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.SchemeId;
import java.security.MessageDigest;
import java.util.List;

/** The digest that a standard of some nation asks for around yescrypt. Both work on blocks of 64 bytes and make 32. */
public enum NationalDigest {
    /** GOST R 34.11-2012 (Streebog) with 256 bits. */
    STREEBOG("gost-yescrypt", "$gy$", "yescrypt within HMAC of GOST R 34.11-2012 (ALT Linux)"),
    /** GB/T 32905. */
    SM3("sm3-yescrypt", "$sm3y$", "yescrypt within HMAC-SM3 (libxcrypt 4.5)");

    static final int BLOCK_BYTES = 64;

    private final String id;
    private final String mark;
    private final String title;

    NationalDigest(String id, String mark, String title) {
        this.id = id;
        this.mark = mark;
        this.title = title;
    }

    SchemeId id() {
        return new SchemeId(id);
    }

    String mark() {
        return mark;
    }

    String title() {
        return title;
    }

    MessageDigest newDigest() {
        return switch (this) {
            case STREEBOG -> BouncyCastleDigests.streebog256();
            case SM3 -> BouncyCastleDigests.sm3();
        };
    }

    List<KnownAnswer> knownAnswers() {
        return switch (this) {
            case STREEBOG -> NationalAnswers.gost(id());
            case SM3 -> NationalAnswers.sm3(id());
        };
    }
}
