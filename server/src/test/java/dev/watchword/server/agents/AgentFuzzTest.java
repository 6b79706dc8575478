package dev.watchword.server.agents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.watchword.protocol.RequestSignature;
import dev.watchword.protocol.SealedReset;
import java.nio.charset.StandardCharsets;

/** Any bytes where an agent's proof or a sealed reset stands: what is readable has one form, the rest is refused. */
class AgentFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void readsAnyAuthorization(byte[] bytes) {
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        RequestSignature.parse(header).ifPresent(read -> {
            assertEquals(header, read.toHeader());
            assertEquals(64, read.signature().length);
        });
    }

    @FuzzTest(maxDuration = "1m")
    void readsAnyEnvelope(byte[] bytes) {
        SealedReset.parse(bytes).ifPresent(read -> assertArrayEquals(bytes, read.toBytes()));
        SealedReset.parse(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
