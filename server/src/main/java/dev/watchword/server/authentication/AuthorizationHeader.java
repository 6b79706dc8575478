package dev.watchword.server.authentication;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a signed request says about its signature: {@code SDK-HMAC-SHA256 Access=…, SignedHeaders=a;b, Signature=…}.
 *
 * @param accessKeyId whose
 * @param signedHeaders lower-case names in ascending order, each once, {@code host} and {@code x-sdk-date} among them
 * @param signature 64 lower-case hexadecimal digits
 */
record AuthorizationHeader(String accessKeyId, List<String> signedHeaders, String signature) {

    private static final int LONGEST = 8_192;
    private static final Pattern FORM = Pattern.compile(
            RequestSignature.ALGORITHM
                    + " Access=([A-Za-z0-9_-]{1,128}), ?SignedHeaders=([a-z0-9;!#$%&'*+.^_`|~-]{1,4096}), ?Signature=([0-9a-f]{64})");

    AuthorizationHeader {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** Reads one; empty when it has another form or signs too little. */
    static Optional<AuthorizationHeader> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        List<String> names = List.of(parts.group(2).split(";", -1));
        boolean enough = names.contains("host") && names.contains("x-sdk-date");
        if (!enough || !ascending(names) || names.contains("authorization")) {
            return Optional.empty();
        }
        return Optional.of(new AuthorizationHeader(parts.group(1), names, parts.group(3)));
    }

    private static boolean ascending(List<String> names) {
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
                return false;
            }
        }
        return !names.getFirst().isEmpty();
    }

    @Override
    public String toString() {
        return "AuthorizationHeader " + accessKeyId;
    }
}
