package dev.watchword.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.Heartbeat;
import dev.watchword.protocol.ScanBounds;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An agent without a machine: signs and sends as a real one does, one request after the other. Safe for use by many threads.
 */
final class SimulatedAgent {

    private static final int FINDINGS = 20;

    private final String agentId;
    private final AgentKeys keys;
    private final String bootId = UUID.randomUUID().toString();
    private long counter;

    SimulatedAgent(String agentId, AgentKeys keys) {
        this.agentId = agentId;
        this.keys = keys;
    }

    /** Tells that it lives; gives the status, 0 when nobody answered. */
    int heartbeat(HttpClient http, String endpoint) throws InterruptedException {
        return send(
                http,
                endpoint,
                "/v1/agents/heartbeat",
                Json.write(Json.tree(new Heartbeat("1.0", bootId, 30, 20, "", 0, ScanBounds.UNTOLD))));
    }

    /** Reports a scan; gives the status, 0 when nobody answered. */
    int report(HttpClient http, String endpoint, String scanId) throws InterruptedException {
        return send(http, endpoint, "/v1/agents/reports", Json.write(Json.tree(report(scanId))));
    }

    /**
     * What was answered.
     *
     * @param status 0 when nobody did
     */
    record Reply(int status, byte[] body) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }

        /** Of a refusal; {@code ""} when it names none. */
        String errorCode() {
            try {
                return Json.read(body, JsonNode.class).path("error_code").asText();
            } catch (MalformedJson e) {
                return "";
            }
        }
    }

    private int send(HttpClient http, String endpoint, String path, byte[] body) throws InterruptedException {
        return answer(http, endpoint, path, body).status();
    }

    /** Sends a record of the protocol. */
    Reply post(HttpClient http, String endpoint, String path, Object body) throws InterruptedException {
        return answer(http, endpoint, path, Json.write(Json.tree(body)));
    }

    private synchronized Reply answer(HttpClient http, String endpoint, String path, byte[] body)
            throws InterruptedException {
        long time = System.currentTimeMillis();
        AgentRequest request = AgentRequest.of("POST", path, "", agentId, ++counter, time, body);
        HttpRequest sent = HttpRequest.newBuilder(URI.create(endpoint + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", request.sign(keys.signing()).toHeader())
                .header(AgentRequest.TIME_HEADER, Long.toString(time))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> answered = http.send(sent, HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(answered.statusCode(), answered.body());
        } catch (IOException unanswered) {
            return new Reply(0, new byte[0]);
        }
    }

    private static ScanReport report(String scanId) {
        long now = System.currentTimeMillis();
        List<ScanReport.Account> accounts = new ArrayList<>();
        List<ScanReport.Finding> findings = new ArrayList<>();
        for (int i = 0; i < FINDINGS; i++) {
            String user = "user" + i;
            accounts.add(new ScanReport.Account("system", user, "/etc/shadow", "usable", "yescrypt", 900, 1_000, ""));
            findings.add(new ScanReport.Finding(
                    "system",
                    user,
                    "/etc/shadow",
                    "usable",
                    "common",
                    "high",
                    "Ad****1**",
                    "Set a new password.",
                    now - 86_400_000L * i,
                    9,
                    3,
                    1,
                    ""));
        }
        return new ScanReport(
                scanId,
                now - 60_000,
                now,
                List.of(new ScanReport.Store("/etc/shadow", "system", "")),
                accounts,
                findings,
                List.of());
    }
}
