package dev.watchword.server;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/** New identifiers, in the forms of the contract. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** 32 lower-case hexadecimal digits: accounts, projects, users, groups. */
    public static String hex() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A random UUID: hosts, jobs, resets, everything of our own. */
    public static String uuid() {
        return UUID.randomUUID().toString();
    }
}
