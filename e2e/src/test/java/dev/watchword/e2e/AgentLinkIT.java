package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.database.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's way to a server with a private certificate, straight and through a proxy. */
class AgentLinkIT {

    /** No resolver knows it (RFC 6761): only the proxy does. */
    private static final String HIDDEN = "watchword.invalid";

    private static final String UNTRUSTED = "unable to find valid certification path";

    @TempDir
    private static Path authorities;

    private static ServedWatchword served;
    private static TestAuthority authority;
    private static Deque<String> tokens;
    private static int port;

    @TempDir
    private Path home = Path.of("");

    private BuiltAgent agent;

    @BeforeAll
    static void serve() throws IOException {
        authority = TestAuthority.in(authorities.resolve("own"));
        served = ServedWatchword.on(Dialect.SQLITE);
        tokens = new ArrayDeque<>(List.of(token(), token()));
        served.stop();
        TestAuthority.Issued issued = authority.issue("localhost", HIDDEN);
        port = served.startAgainWithTls(issued.certificate(), issued.key()).getPort();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String token() {
        return BuiltAgent.token(served).path("token").asText();
    }

    @BeforeEach
    void machine() {
        agent = BuiltAgent.in(home)
                .file("etc/machine-id", UUID.randomUUID().toString().replace("-", "") + "\n")
                .file("etc/passwd", "ann:x:1000:1000::/home/ann:/bin/bash\n")
                .file("etc/shadow", "ann::20000:0:99999:7:::\n");
    }

    @AfterEach
    void end() {
        agent.close();
    }

    @Test
    void believesTheAuthorityThatItWasGivenAndTheNameInTheCertificate() throws Exception {
        String token = tokens.pop();
        String right = "https://localhost:" + port;

        refuses(agent.enrol(right, token), UNTRUSTED);
        String stranger =
                TestAuthority.in(home.resolve("stranger")).certificate().toString();
        refuses(agent.enrol(right, token, "--ca", stranger), "trust anchors");
        String ca = Files.copy(authority.certificate(), home.resolve("ca.pem")).toString();
        refuses(agent.enrol("https://127.0.0.1:" + port, token, "--ca", ca), "127.0.0.1");
        refuses(agent.enrol(right, token, "--ca", home.resolve("none").toString()), "no such file");

        assertEquals(0, agent.enrol(right, token, "--ca", ca), agent::printed);
        assertReports();
        // It is kept: a later start trusts the file and nothing else.
        Files.copy(Path.of(stranger), Path.of(ca), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(
                3,
                agent.run(
                        "apply-resets",
                        "--patience",
                        "0",
                        "--state",
                        agent.state().toString()));
    }

    @Test
    void reachesThroughTheProxyWhatItCannotReachItself() throws Exception {
        String token = tokens.pop();
        String server = "https://" + HIDDEN + ":" + port;
        String ca = authority.certificate().toString();
        try (ConnectProxy proxy = ConnectProxy.knowing(HIDDEN)) {
            refuses(agent.enrol(server, token, "--ca", ca), "no address is known for its name");
            assertEquals(0, agent.enrol(server, token, "--ca", ca, "--proxy", proxy.address()), agent::printed);
            int enrolled = proxy.asked().size();
            assertReports();
            assertTrue(proxy.asked().size() > enrolled, "the report went another way");
            assertEquals(
                    List.of("CONNECT " + HIDDEN + ":" + port + " HTTP/1.1"),
                    proxy.asked().stream().distinct().toList(),
                    "the proxy sees where to, and nothing of what");
        }
        // Without its proxy the agent goes no other way, and says so.
        assertEquals(
                3,
                agent.run(
                        "apply-resets",
                        "--patience",
                        "0",
                        "--state",
                        agent.state().toString()));
    }

    private void refuses(int status, String why) {
        assertEquals(4, status, agent::printed);
        String last = agent.printed().lines().toList().getLast();
        assertTrue(last.contains(why), last);
        assertFalse(Files.exists(agent.state().resolve("membership")));
    }

    /** A report that the server took; the agent says so when it waits. */
    private void assertReports() {
        assertEquals(
                0,
                agent.run(
                        "scan",
                        "--state",
                        agent.state().toString(),
                        "--root",
                        agent.root().toString(),
                        "--cpu-share",
                        "100",
                        "--budget",
                        "1s,1s"),
                agent::printed);
        assertFalse(agent.printed().contains("waits for the server"), agent::printed);
    }
}
