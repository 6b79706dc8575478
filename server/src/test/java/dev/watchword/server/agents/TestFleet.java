package dev.watchword.server.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.Ids;
import dev.watchword.server.TestApi;
import java.util.List;

/** Machines that enrol with a server under test, as an operator lets them in. */
public final class TestFleet {

    private TestFleet() {}

    /** Makes a token; the answer to that. */
    public static JsonNode token(TestApi api, String projectId) {
        return token(api, projectId, "{}");
    }

    /** Makes a token with which the machine of a host may enrol again. */
    public static JsonNode replacingToken(TestApi api, String projectId, String hostId) {
        return token(api, projectId, "{\"replaces\":\"" + hostId + "\"}");
    }

    private static JsonNode token(TestApi api, String projectId, String body) {
        var response = api.post("/v1/watchword/" + projectId + "/enrolment-tokens", body);
        if (response.status() != 201) {
            throw new AssertionError(response.toString());
        }
        return response.json();
    }

    /** A new machine of the first project, enrolled. */
    public static TestAgent enrolled(TestApi api, String hostName) {
        return enrolled(api, Transport.to(api), TestApi.PROJECT, hostName);
    }

    /** A new machine, enrolled. */
    public static TestAgent enrolled(TestApi api, Transport transport, String projectId, String hostName) {
        JsonNode token = token(api, projectId);
        return TestAgent.on(transport, api.clock(), hostName)
                .enrol(
                        token.path("token").asText(),
                        token.path("server_key_fingerprint").asText());
    }

    /** A report of one weak account. */
    public static ScanReport report(TestApi api) {
        long now = api.clock().millis();
        return new ScanReport(
                Ids.uuid(),
                now - 1_000,
                now,
                List.of(new ScanReport.Store("/etc/shadow", "system", "")),
                List.of(new ScanReport.Account("system", "root", "/etc/shadow", "usable", "yescrypt", 10, 10, "")),
                List.of(new ScanReport.Finding(
                        "system",
                        "root",
                        "/etc/shadow",
                        "usable",
                        "common",
                        "critical",
                        "*******",
                        "Change it",
                        0,
                        7,
                        1,
                        1,
                        "")),
                List.of());
    }
}
