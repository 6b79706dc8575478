package dev.watchword.e2e;

/** How a call says who makes it. */
sealed interface Credential {

    /** Not at all. */
    record None() implements Credential {}

    /** By the header {@code X-Auth-Token}. */
    record Token(String value) implements Credential {
        @Override
        public String toString() {
            return "a token";
        }
    }

    /** By a signature, SDK-HMAC-SHA256. */
    record Key(String id, String secret) implements Credential {
        @Override
        public String toString() {
            return "key " + id;
        }
    }
}
