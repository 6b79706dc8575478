package dev.watchword.server.authentication;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Authentication;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.users.Tokens;
import java.util.List;
import java.util.Locale;

/**
 * The one choke point of every user's credential. A signature decides wherever there is one, a token otherwise; a bad
 * signature is never made good by a token. Safe for use by many threads.
 */
public final class Credentials implements Authentication {

    private final SignatureCheck signatures;
    private final TokenCheck tokenCheck;

    public Credentials(Parts parts, Tokens tokens) {
        this.signatures = new SignatureCheck(parts);
        this.tokenCheck = new TokenCheck(parts, tokens);
    }

    @Override
    public Caller caller(RawCall call) {
        List<String> authorization = call.headers().getOrDefault("authorization", List.of());
        if (authorization.stream().anyMatch(Credentials::isSignature)) {
            return signatures.caller(call.header("authorization").orElseThrow(NotProven::badSignature), call);
        }
        if (call.count("x-auth-token") > 1) {
            throw NotProven.badToken();
        }
        String token = call.header("x-auth-token").orElse("");
        if (token.isEmpty()) {
            throw NotProven.noToken();
        }
        return tokenCheck.caller(token, call);
    }

    /** Any algorithm of the vendor's family; those that are not known are refused where it is read. */
    private static boolean isSignature(String authorization) {
        String scheme = authorization.toUpperCase(Locale.ROOT);
        return scheme.startsWith("SDK-") || scheme.startsWith("V11-HMAC-");
    }
}
