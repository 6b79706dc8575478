package dev.watchword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.agents.KeyStatus;
import dev.watchword.server.agents.TestAgent;
import dev.watchword.server.agents.Transport;
import dev.watchword.server.bootstrap.Refusal;
import dev.watchword.server.database.Database;
import dev.watchword.server.enrolment.LocalMembership;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each step on a real server, stopped and started as an operator does. */
class RotateServerKeyTest {

    @TempDir
    private Path parent = Path.of("unset");

    private ServerConfig config() throws Refusal {
        ServerConfig defaults = ServerConfig.in(parent.resolve("data"));
        return new ServerConfig(
                defaults.data(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** Speaks to whichever server runs now. */
    private static final class Wire implements Transport {

        private Transport current = (method, target, body, headers) -> {
            throw new IllegalStateException("no server runs");
        };

        void to(WatchwordServer server) {
            current = Transport.to(URI.create("http://127.0.0.1:" + server.port()));
        }

        @Override
        public Reply send(String method, String target, byte[] body, java.util.Map<String, String> headers) {
            return current.send(method, target, body, headers);
        }
    }

    @Test
    void anEnrolledAgentSurvivesIt() throws IOException, Refusal {
        Wire wire = new Wire();
        TestAgent agent;
        String first;
        try (WatchwordServer server = WatchwordServer.start(config())) {
            wire.to(server);
            agent = TestAgent.on(wire, InstantSource.system(), "web-1");
            LocalMembership.Token token = server.localToken(agent.facts());
            first = token.fingerprint();
            agent.enrol(token.secret(), first);
            assertEquals(first, RotateServerKey.status(config()).current().fingerprint(), "it may run");
            assertThrows(Refusal.class, () -> RotateServerKey.prepare(config()), "it must not run");
        }
        assertThrows(Refusal.class, () -> RotateServerKey.promote(config(), true), "there is no next key");
        KeyStatus prepared = RotateServerKey.prepare(config());
        assertEquals(first, prepared.current().fingerprint());
        String second = prepared.next().orElseThrow().fingerprint();
        assertEquals(prepared, RotateServerKey.prepare(config()), "a second time changes nothing");
        assertEquals(List.of("web-1"), prepared.unheard());
        assertEquals(1, prepared.unheardCount());
        assertThrows(Refusal.class, () -> RotateServerKey.promote(config(), false), "the agent did not hear of it");

        try (WatchwordServer server = WatchwordServer.start(config())) {
            wire.to(server);
            assertEquals(2, agent.heartbeat().serverKeys().size());
        }
        assertEquals(0, RotateServerKey.status(config()).unheardCount());
        KeyStatus promoted = RotateServerKey.promote(config(), false);
        assertEquals(second, promoted.current().fingerprint());
        assertTrue(promoted.next().isEmpty());

        try (WatchwordServer server = WatchwordServer.start(config())) {
            wire.to(server);
            assertEquals(1, agent.heartbeat().serverKeys().size());
            assertEquals(0, agent.commands().size());
            assertEquals(second, server.localToken(agent.facts()).fingerprint());
        }
        assertTold(first, second);
    }

    @Test
    void whoDidNotHearOfItIsLeftBehindOnlyWhenToldSo() throws IOException, Refusal {
        Wire wire = new Wire();
        TestAgent asleep;
        try (WatchwordServer server = WatchwordServer.start(config())) {
            wire.to(server);
            asleep = TestAgent.on(wire, InstantSource.system(), "web-1");
            LocalMembership.Token token = server.localToken(asleep.facts());
            asleep.enrol(token.secret(), token.fingerprint());
        }
        RotateServerKey.prepare(config());
        RotateServerKey.promote(config(), true);
        try (WatchwordServer server = WatchwordServer.start(config())) {
            wire.to(server);
            assertThrows(AssertionError.class, asleep::heartbeat);
        }
    }

    @Test
    void asksForAServerThatRanOnce() {
        assertThrows(Refusal.class, () -> RotateServerKey.status(config()));
        assertThrows(Refusal.class, () -> RotateServerKey.prepare(config()));
    }

    /** The audit log has both steps, and the former private key is gone. */
    private void assertTold(String first, String second) {
        try (Database database =
                Database.openToRead("jdbc:sqlite:" + parent.resolve("data").resolve("state.db"))) {
            List<String> lines = database.read(handle -> handle.createQuery(
                            "select line from audit_entry where action like 'watchword:serverKey:%' order by seq")
                    .mapTo(String.class)
                    .list());
            // A preparation that changed nothing is told too.
            assertEquals(6, lines.size(), lines::toString);
            assertTrue(lines.getLast().contains("watchword:serverKey:promoted"), lines::toString);
            assertTrue(lines.getLast().contains(second), lines::toString);
            assertTrue(lines.get(4).contains(first), lines::toString);
            List<byte[]> secrets = database.read(handle -> handle.createQuery(
                            "select private_key from server_key where state = 'retired'" + " and purpose = 'command'")
                    .mapTo(byte[].class)
                    .list());
            assertEquals(1, secrets.size());
            assertEquals(0, secrets.getFirst().length);
            assertFalse(lines.toString().contains("PRIVATE"));
        }
    }
}
