package dev.watchword.server.authentication;

import dev.watchword.server.Parts;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.users.AccessKey;
import dev.watchword.server.users.AccessKeys;
import dev.watchword.server.users.User;
import dev.watchword.server.users.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Proves a caller by the signature of their access key. Exactly the headers that the client names are signed; the clocks
 * may differ by fifteen minutes. Safe for use by many threads.
 */
final class SignatureCheck {

    /** How far {@code X-Sdk-Date} may be off. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(SignatureCheck.class.getName());
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final Parts parts;
    private final AccessKeyLock locks = new AccessKeyLock();

    SignatureCheck(Parts parts) {
        this.parts = parts;
    }

    /**
     * Who signed.
     *
     * @param authorization the header's value
     * @throws ApiError 401, or 403 for a user who is disabled
     */
    Caller caller(String authorization, RawCall call) {
        AuthorizationHeader said = AuthorizationHeader.parse(authorization).orElseThrow(NotProven::badSignature);
        RequestSignature expected = expected(said, call);
        AccessKey key = parts.database()
                .read(handle -> AccessKeys.find(handle, said.accessKeyId()))
                .filter(AccessKey::enabled)
                .orElseThrow(() -> NotProven.unknownKey(said.accessKeyId()));
        switch (locks.check(key.id(), parts.now(), () -> matches(expected, key, said.signature()))) {
            case LOCKED -> throw NotProven.lockedKey();
            case WRONG -> throw NotProven.badSignature();
            case RIGHT -> {}
        }
        // Told apart from a wrong signature only here, so that a client with a wrong clock does not lock its key.
        requireRecent(expected.headers().getOrDefault("x-sdk-date", ""));
        Caller caller = callerOf(key);
        requireOwn(caller, call);
        note(key, call);
        return caller;
    }

    private static RequestSignature expected(AuthorizationHeader said, RawCall call) {
        SortedMap<String, String> headers = new TreeMap<>();
        for (String name : said.signedHeaders()) {
            headers.put(name, call.header(name).orElseThrow(NotProven::badSignature));
        }
        return new RequestSignature(call.verb().name(), call.rawPath(), call.rawQuery(), headers, payloadHash(call));
    }

    /**
     * What stands for the body in the signature. A client may write it in a header, but what it writes must be true:
     * every body here is JSON that somebody acts upon. An unsigned one is therefore accepted only when there is none.
     */
    private static String payloadHash(RawCall call) {
        String real = RequestSignature.hash(call.body());
        if (call.count("x-sdk-content-sha256") == 0) {
            return real;
        }
        String said = call.header("x-sdk-content-sha256").orElseThrow(NotProven::badSignature);
        boolean isTrue = said.equals(UNSIGNED) ? call.body().length == 0 : said.equals(real);
        if (!isTrue) {
            throw NotProven.badSignature();
        }
        return said;
    }

    private boolean matches(RequestSignature expected, AccessKey key, String given) {
        byte[] secret = parts.atRest().open(AccessKeys.secretPlace(key.id()), key.sealedSecret());
        try {
            return MessageDigest.isEqual(
                    expected.by(secret).getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private void requireRecent(String date) {
        long signedAt;
        try {
            signedAt = LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeException e) {
            throw NotProven.badSignature();
        }
        if (Math.abs(parts.now() - signedAt) > WINDOW.toMillis()) {
            throw NotProven.badSignature();
        }
    }

    private Caller callerOf(AccessKey key) {
        return parts.database().read(handle -> {
            User user = Users.byId(handle, key.userId()).orElseThrow(() -> NotProven.unknownKey(key.id()));
            if (!user.enabled()) {
                throw ApiError.gateway(403, "IAM.0080", "The user of the access key is disabled.");
            }
            return Callers.byKey(handle, user, key.id());
        });
    }

    /**
     * The account or project that the client believes to speak to must be one of the caller's. The project of a path is
     * compared by {@link ProjectAccess}, in the words of the service that is called.
     */
    private void requireOwn(Caller caller, RawCall call) {
        if (call.count("x-domain-id") > 0 && !call.header("x-domain-id").equals(Optional.of(caller.domainId()))) {
            throw ApiError.gateway(403, "APIGW.0306", "API access denied: X-Domain-Id is not the caller's account.");
        }
        if (call.count("x-project-id") == 0 || call.pathValues().containsKey("project_id")) {
            return;
        }
        String project = call.header("x-project-id").orElse("");
        if (!parts.database().<Boolean>read(handle -> Accounts.owns(handle, caller.domainId(), project))) {
            throw ApiError.gateway(403, "APIGW.0306", "API access denied: X-Project-Id is none of the caller's.");
        }
    }

    /** Notes the use once a minute. A database that takes no writes must not keep anybody from reading. */
    private void note(AccessKey key, RawCall call) {
        long now = parts.now();
        if (key.lastUsedAt().isPresent() && now - key.lastUsedAt().getAsLong() < NOTED.toMillis()) {
            return;
        }
        try {
            parts.database().change(handle -> AccessKeys.used(handle, key.id(), service(call), now));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the last use of an access key could not be noted", e);
        }
    }

    private static String service(RawCall call) {
        boolean inProject = call.pathValues().containsKey("project_id");
        String path = call.rawPath();
        if (path.startsWith("/v1/")) {
            return inProject ? "ecs" : "watchword";
        }
        if (path.equals("/v5/caller-identity") || path.equals("/v5/decode-authorization-message")) {
            return "sts";
        }
        return inProject ? "hss" : "iam";
    }
}
