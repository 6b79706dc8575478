package dev.watchword.server.http;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What {@code X-Request-Id} says: 32 hexadecimal digits, as the vendor's. */
final class RequestId {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    static String fresh() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
