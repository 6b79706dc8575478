package dev.watchword.agent.identity;

import dev.watchword.protocol.VerificationKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads the server's keys as they travel: Base64, one or two, the current one first. */
public final class ServerKeyList {

    private static final int MOST = 2;

    private ServerKeyList() {}

    /** The keys; empty when there are none, too many, or one is no key. */
    public static Optional<List<VerificationKey>> parse(List<String> base64) {
        if (base64.isEmpty() || base64.size() > MOST) {
            return Optional.empty();
        }
        List<VerificationKey> keys = new ArrayList<>();
        for (String each : base64) {
            Optional<VerificationKey> key = key(each);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(key.get());
        }
        return Optional.of(keys);
    }

    private static Optional<VerificationKey> key(String base64) {
        try {
            return VerificationKey.parse(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
