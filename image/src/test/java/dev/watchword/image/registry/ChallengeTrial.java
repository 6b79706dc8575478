package dev.watchword.image.registry;

import dev.watchword.testing.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a registry says of how it wants to be shown who asks, damaged. */
public final class ChallengeTrial {

    private ChallengeTrial() {}

    public static Mutations.Trial mutations() {
        byte[] sound = "Bearer realm=\"https://auth.example.org/token\", service=registry, scope=\"a\\\"b\""
                .getBytes(StandardCharsets.ISO_8859_1);
        return random -> {
            String header = new String(Mutations.damaged(sound, random), StandardCharsets.ISO_8859_1);
            Optional<Challenge> told = Challenge.of(List.of(header));
            return told.filter(challenge -> "https://auth.example.org/token"
                            .equals(challenge.parameters().get("realm")))
                    .isPresent();
        };
    }
}
