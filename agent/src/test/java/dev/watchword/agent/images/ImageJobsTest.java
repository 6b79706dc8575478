package dev.watchword.agent.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Transport;
import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.agent.simulation.ModelServer;
import dev.watchword.agent.simulation.VirtualMachine;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.ImageJobLease;
import dev.watchword.protocol.ImageJobResult;
import dev.watchword.protocol.ImageWork;
import dev.watchword.protocol.LoginTerms;
import dev.watchword.protocol.RegistryLogin;
import dev.watchword.protocol.RequestSignature;
import dev.watchword.protocol.SealedLogin;
import dev.watchword.protocol.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The loop's side of image jobs, against a server that a test plays, in virtual time. */
class ImageJobsTest {

    private final VirtualMachine machine = new VirtualMachine(7);
    private final ModelServer model = new ModelServer(machine, new SplittableRandom(8));
    private final Membership membership = model.membership();
    private final Server server = new Server(model.key);
    private final Runner runner = new Runner();
    private final ImageJobs jobs;

    ImageJobsTest() throws Exception {
        jobs = new ImageJobs(machine, membership, Link.open(server, machine, new MemoryDisk(), membership), runner);
    }

    private void run(Duration time) throws Exception {
        long end = machine.elapsed() + time.toNanos();
        while (machine.elapsed() < end) {
            jobs.turn();
            Duration pause = jobs.pause();
            machine.pass(pause.isPositive() ? pause : Duration.ofMillis(1));
        }
    }

    private static ImageJob job(String id, String login) {
        return new ImageJob(
                id,
                "lease-" + id,
                ImageJob.SCAN,
                120,
                new ImageJob.Registry("registry.example.org", false, false, List.of(), "", login),
                "team/shop:1",
                "",
                List.of(),
                List.of());
    }

    @Test
    void renewsWhileItWorksAndTellsTheEnd() throws Exception {
        server.waiting.add(job("a", ""));
        run(Duration.ofSeconds(100));
        assertEquals(List.of("a"), runner.begun);
        assertEquals(List.of("renew a", "renew a"), server.told);
        runner.ends("a");
        run(Duration.ofSeconds(5));
        assertEquals("finish a done", server.told.getLast());
        run(Duration.ofSeconds(200));
        assertEquals(3, server.told.size(), "nothing goes on: " + server.told);
    }

    @Test
    void dropsAJobWhoseLeaseIsOver() throws Exception {
        server.waiting.add(job("a", ""));
        run(Duration.ofSeconds(10));
        server.refusesLease = true;
        run(Duration.ofSeconds(60));
        assertEquals(1, runner.drops);
        runner.ends("a");
        run(Duration.ofSeconds(60));
        assertEquals(List.of(), server.told, "what it found is nobody's business");
        server.refusesLease = false;
        server.waiting.add(job("b", ""));
        run(Duration.ofSeconds(60));
        assertEquals(List.of("a", "b"), runner.begun);
    }

    /** Somebody between agent and server may say anything; the lease is the server's. */
    @Test
    void keepsAJobWhoseLeaseNobodySignedAway() throws Exception {
        server.waiting.add(job("a", ""));
        run(Duration.ofSeconds(10));
        server.refusesLease = true;
        server.signsRefusals = false;
        run(Duration.ofSeconds(60));
        assertEquals(0, runner.drops);
    }

    @Test
    void endsAJobThatDoesNotEnd() throws Exception {
        server.waiting.add(job("a", ""));
        run(ImageJobs.LONGEST.plusMinutes(1));
        assertEquals(1, runner.drops);
        assertEquals("finish a incomplete", server.told.getLast());
    }

    @Test
    void opensALoginThatIsForThisScannerAndLease() throws Exception {
        LoginTerms terms = new LoginTerms(membership.agentId(), "a", "lease-a", "registry.example.org");
        RegistryLogin login = new RegistryLogin("reader", "made-up-77");
        String sealed = SealedLogin.seal(model.key, membership.keys().opening().publicKey(), terms, login)
                .toText();
        server.waiting.add(job("a", sealed));
        server.waiting.add(job("b", sealed));
        run(Duration.ofSeconds(5));
        assertEquals("reader made-up-77", runner.login);
        runner.ends("a");
        run(Duration.ofSeconds(5));
        assertEquals(List.of("a"), runner.begun, "the other job's login is no login for it");
        assertEquals("finish b failed", server.told.getLast());
        assertTrue(!ImageTask.of(job("a", sealed), login).toString().contains("made-up"));
    }

    @Test
    void staysWithinTheServersRate() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            server.waiting.add(job("j" + i, ""));
        }
        runner.endsAtOnce = true;
        run(Duration.ofMinutes(10));
        assertTrue(server.calls < 600, "calls in ten minutes: " + server.calls);
        assertTrue(runner.begun.size() >= 200, "jobs: " + runner.begun.size());
    }

    /** Work that ends when the test says so. */
    private static final class Runner implements JobRunner {
        final List<String> begun = new ArrayList<>();
        final Deque<ImageJobResult> ends = new ArrayDeque<>();
        boolean endsAtOnce;
        String login = "";
        int drops;

        void ends(String id) {
            ends.add(new ImageJobResult(
                    id, "lease-" + id, "done", "", false, "sha256:x", List.of(), List.of(), List.of()));
        }

        @Override
        public void begin(ImageTask task) {
            begun.add(task.job().id());
            login = task.userName() + " " + task.password();
            if (endsAtOnce) {
                ends(task.job().id());
            }
        }

        @Override
        public Optional<ImageJobResult> ended() {
            return Optional.ofNullable(ends.poll());
        }

        @Override
        public void drop() {
            drops++;
            ends.clear();
        }

        @Override
        public void rest() {}

        @Override
        public void close() {}
    }

    /** The server's side of the four calls. */
    private final class Server implements Transport {
        final Deque<ImageJob> waiting = new ArrayDeque<>();
        final List<String> told = new ArrayList<>();
        boolean refusesLease;
        boolean signsRefusals = true;
        int calls;

        private final SigningKey key;

        Server(SigningKey key) {
            this.key = key;
        }

        @Override
        public Reply send(Outgoing call) {
            calls++;
            RequestSignature shown = RequestSignature.parse(call.headers().getOrDefault("Authorization", ""))
                    .orElseThrow();
            AgentRequest request = AgentRequest.of(
                    call.method(),
                    call.path(),
                    call.query(),
                    shown.agentId(),
                    shown.counter(),
                    Long.parseLong(call.headers().getOrDefault(AgentRequest.TIME_HEADER, "")),
                    call.body());
            String what = call.path().substring(call.path().lastIndexOf('/') + 1);
            return switch (what) {
                case "image-jobs" -> signed(request, 200, Wire.write(new ImageWork(waiting.size(), 30)));
                case "lease" ->
                    signed(
                            request,
                            200,
                            Wire.write(new ImageJobLease(
                                    Optional.ofNullable(waiting.poll()).stream().toList())));
                default -> refusesLease ? over(request) : told(request, what, call.body());
            };
        }

        private Reply told(AgentRequest request, String what, byte[] body) {
            told.add(
                    what.equals("finish")
                            ? Wire.read(body, ImageJobResult.class)
                                    .map(result -> "finish " + result.jobId() + " " + result.outcome())
                                    .orElseThrow()
                            : what + " "
                                    + Wire.read(body, Renewed.class)
                                            .orElseThrow()
                                            .jobId());
            return signed(request, 204, new byte[0]);
        }

        private Reply over(AgentRequest request) {
            byte[] body = "{\"error_code\":\"WW.0107\",\"error_msg\":\"over\"}".getBytes(StandardCharsets.UTF_8);
            return signsRefusals ? signed(request, 409, body) : new Reply(409, Map.of(), body);
        }

        private Reply signed(AgentRequest request, int status, byte[] body) {
            String header = AnswerSignature.sign(key, request, status, body).toHeader();
            return new Reply(status, Map.of("x-watchword-signature", header), body);
        }
    }

    private record Renewed(String jobId, String leaseId) {}
}
