package dev.watchword.server.resets;

import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.ResetSealer;
import dev.watchword.protocol.ResetTerms;
import dev.watchword.protocol.SealedReset;
import dev.watchword.protocol.SigningKey;
import dev.watchword.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** Agents with real keys, without the enrolment of any. Safe for use by many threads. */
final class TestAgents implements Sealing {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SigningKey commandKey = SigningKey.generate(RANDOM);
    private final Map<String, AgentKeys> agents = new ConcurrentHashMap<>();

    private boolean broken;

    /** What was sealed; a test can look whether it was wiped. */
    final List<byte[]> seen = Collections.synchronizedList(new ArrayList<>());

    /** The host has an agent from now on. */
    void enrol(String hostId) {
        agents.put(hostId, AgentKeys.generate(RANDOM));
    }

    void leave(String hostId) {
        agents.remove(hostId);
    }

    /** Nothing can be sealed from now on. */
    void breakDown() {
        broken = true;
    }

    @Override
    public Optional<String> seal(Handle handle, ResetTerms terms, byte[] password) {
        if (broken) {
            throw new IllegalStateException("made up");
        }
        seen.add(password);
        return Optional.ofNullable(agents.get(terms.hostId())).map(keys -> {
            SealedReset sealed =
                    new ResetSealer(commandKey).seal(terms, keys.opening().publicKey(), password);
            return new String(Json.write(Json.object().put("envelope", sealed.toText())), StandardCharsets.UTF_8);
        });
    }

    @Override
    public boolean isPossible(Handle handle, String hostId) {
        return agents.containsKey(hostId);
    }

    AgentKeys keys(String hostId) {
        return Optional.ofNullable(agents.get(hostId)).orElseThrow();
    }

    SigningKey commandKey() {
        return commandKey;
    }
}
