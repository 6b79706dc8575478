package dev.watchword.server.imagescans;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.ImageJobLease;
import dev.watchword.protocol.ImageJobResult;
import dev.watchword.protocol.ImageReport;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.agents.TestAgent;
import dev.watchword.server.agents.Transport;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import java.util.List;
import java.util.Optional;

/** A scanner that reads no image: tests say what it finds. */
final class TestScanner {

    static final String DIGEST = "sha256:" + "a".repeat(64);

    private final TestAgent agent;

    private TestScanner(TestAgent agent) {
        this.agent = agent;
    }

    static TestScanner enrolled(TestApi api, String name) {
        return enrolled(api, TestApi.PROJECT, name, "scanner");
    }

    static TestScanner enrolled(TestApi api, String project, String name, String role) {
        JsonNode token = api.post("/v1/watchword/" + project + "/enrolment-tokens", "{\"role\":\"" + role + "\"}")
                .json();
        return new TestScanner(TestAgent.on(Transport.to(api), api.clock(), name)
                .enrol(
                        token.path("token").asText(),
                        token.path("server_key_fingerprint").asText()));
    }

    TestAgent agent() {
        return agent;
    }

    int waiting() {
        return TestAgent.json(agent.send("GET", "/v1/agents/image-jobs", new byte[0]))
                .path("waiting")
                .asInt();
    }

    Transport.Reply ask() {
        return agent.send("POST", "/v1/agents/image-jobs/lease", new byte[0]);
    }

    Optional<ImageJob> lease() {
        Transport.Reply reply = ask();
        if (reply.status() != 200) {
            throw new AssertionError(TestAgent.json(reply).toString());
        }
        try {
            return Json.read(reply.body(), ImageJobLease.class).jobs().stream().findFirst();
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    /** The next job, which must be there. */
    ImageJob job() {
        return lease().orElseThrow(() -> new AssertionError("there is no job"));
    }

    Transport.Reply renew(ImageJob job) {
        var body = Json.object().put("job_id", job.id()).put("lease_id", job.leaseId());
        return agent.send("POST", "/v1/agents/image-jobs/renew", Json.write(body));
    }

    Transport.Reply finish(ImageJobResult result) {
        return agent.send("POST", "/v1/agents/image-jobs/finish", Json.write(result));
    }

    Transport.Reply found(ImageJob job, ImageReport.Finding... findings) {
        return finish(result(job, "done", "", findings));
    }

    Transport.Reply listed(ImageJob job, String... images) {
        return finish(new ImageJobResult(
                job.id(), job.leaseId(), "done", "", false, "", List.of(images), List.of(), List.of()));
    }

    Transport.Reply failed(ImageJob job, String reason, boolean retry) {
        return finish(new ImageJobResult(
                job.id(), job.leaseId(), "failed", reason, retry, "", List.of(), List.of(), List.of()));
    }

    static ImageJobResult result(ImageJob job, String outcome, String reason, ImageReport.Finding... findings) {
        return new ImageJobResult(
                job.id(), job.leaseId(), outcome, reason, false, DIGEST, List.of(), List.of(findings), List.of());
    }

    /** A weak account; with a word it is the custom one of this id. */
    static ImageReport.Finding weak(String user, String word) {
        return new ImageReport.Finding(
                new ScanReport.Finding(
                        "system",
                        user,
                        "/etc/shadow",
                        "usable",
                        word.isEmpty() ? "common" : "custom",
                        "high",
                        "*******",
                        "Change it.",
                        0,
                        7,
                        1,
                        1,
                        ""),
                "",
                "",
                word);
    }
}
