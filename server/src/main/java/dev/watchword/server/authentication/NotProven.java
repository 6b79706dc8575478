package dev.watchword.server.authentication;

import dev.watchword.server.http.ApiError;

/** The ways in which a caller was not proven, in the words that the vendor's users know. */
final class NotProven {

    private NotProven() {}

    static ApiError noToken() {
        return incorrect("x-auth-token not found");
    }

    static ApiError badToken() {
        return incorrect("decrypt token fail");
    }

    static ApiError expired(long expiresAt) {
        return incorrect("token expires, expires_at: " + Times.text(expiresAt));
    }

    /** The signature differs, is too old or too new, or cannot be read. */
    static ApiError badSignature() {
        return incorrect("verify aksk signature fail");
    }

    static ApiError unknownKey(String accessKeyId) {
        return incorrect("Get secretKey failed,ak:" + accessKeyId + ",err:ak not exist");
    }

    static ApiError lockedKey() {
        return incorrect("AK access failed to reach the limit,forbidden");
    }

    private static ApiError incorrect(String tail) {
        return ApiError.gateway(401, "APIGW.0301", "Incorrect IAM authentication information: " + tail);
    }
}
