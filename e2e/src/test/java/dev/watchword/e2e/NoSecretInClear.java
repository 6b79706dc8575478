package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.database.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** No secret that anybody gives a server, or gets from it, stands anywhere in clear: not while it runs and not after. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NoSecretInClear {

    /** In every secret that these tests make up. */
    private static final String MARK = "kXanary7Q";

    @AutoClose
    private final ServedWatchword served;

    private final List<String> told = new ArrayList<>();
    private final Canaries canaries = new Canaries();

    NoSecretInClear(Dialect dialect) {
        this.served = ServedWatchword.on(dialect);
    }

    @Test
    void secretsStandNowhere() throws IOException {
        Bootstrap bootstrap = served.bootstrap();
        canaries.add("a made-up secret", MARK);
        canaries.add("the root user's password", bootstrap.password());
        canaries.add("the root user's secret key", bootstrap.secretAccessKey());
        Files.delete(served.data().resolve("bootstrap.json"));

        Api root = served.rootByToken();
        canaries.add("a token", ((Credential.Token) root.credential()).value());
        usersChooseAndMistypePasswords(root);
        wordsAreKept(root);
        hostsGetPasswords(root);
        Reply metrics = served.api().get("/metrics").expect(200);

        List<String> found = new ArrayList<>();
        for (Path folder : served.folders()) {
            found.addAll(canaries.foundIn(folder));
        }
        told.forEach(answer -> found.addAll(canaries.foundIn("an answer", answer)));
        found.addAll(canaries.foundIn("metrics", metrics.text()));
        Path process = Path.of("/proc", Long.toString(served.pid()));
        for (String file : List.of("cmdline", "environ")) {
            found.addAll(canaries.foundIn(file, Files.readAllBytes(process.resolve(file))));
        }
        served.stop();
        for (Path folder : served.folders()) {
            found.addAll(canaries.foundIn(folder));
        }
        assertEquals(List.of(), found);
        assertTrue(told.size() > 25, "only " + told.size() + " answers were looked at");
    }

    @Test
    void theSearchFindsWhatIsThere(@TempDir Path folder) throws IOException {
        String secret = "zebra-9-Found";
        byte[] bytes = ("x" + secret + "y").getBytes(StandardCharsets.UTF_8);
        List<byte[]> written = List.of(
                bytes,
                secret.getBytes(StandardCharsets.UTF_16LE),
                secret.getBytes(StandardCharsets.UTF_16BE),
                HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII),
                HexFormat.of().withUpperCase().formatHex(bytes).getBytes(StandardCharsets.US_ASCII),
                Base64.getEncoder().encode(bytes),
                Base64.getEncoder().encode(("xy" + secret + "z").getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encode(("xyz" + secret).getBytes(StandardCharsets.UTF_8)));
        Canaries one = new Canaries().add("it", secret);

        for (int i = 0; i < written.size(); i++) {
            Path place = Files.createDirectory(folder.resolve("form" + i));
            Files.write(place.resolve("file"), written.get(i));
            assertTrue(!one.foundIn(place).isEmpty(), "form " + i);
        }
        assertEquals(List.of(), one.foundIn("elsewhere", "zebra-8-Found"));
    }

    private void usersChooseAndMistypePasswords(Api root) {
        String user = told(root.post("/v5/users", "{\"name\":\"canary\"}").expect(201))
                .json()
                .at("/user/user_id")
                .textValue();
        String profile = "/v5/users/" + user + "/login-profile";
        String first = MARK + "-First!";
        String own = MARK + "-Second!";
        told(root.post(profile, "{\"password\":\"" + MARK + "\",\"password_reset_required\":\"yes\"}"))
                .expect(400);
        told(root.post(profile, "{\"password\":\"" + MARK + "!".repeat(30) + "\",\"password_reset_required\":true}"))
                .expect(400);
        told(root.post(profile, "{\"password\":\"" + MARK + "\",\"password_reset_required\":false,}}"))
                .expect(400);
        told(root.post(profile, "{\"password\":{\"" + MARK + "\":1},\"password_reset_required\":false}"))
                .expect(400);
        told(root.post(profile, "{\"password\":\"" + first + "\",\"password_reset_required\":false}"))
                .expect(201);
        String domain = served.bootstrap().domainName();
        String project = served.bootstrap().projectId();
        told(served.api().login(domain, "canary", MARK + "-Wrong!", project)).expect(401);
        told(served.api().login(domain, "nobody-here", MARK + "-Wrong!", project))
                .expect(401);
        Reply login = told(served.api().login(domain, "canary", first, project)).expect(201);
        String token = login.header("X-Subject-Token").orElseThrow();
        canaries.add("a user's token", token);
        Api own1 = served.api().as(new Credential.Token(token));
        told(own1.post("/v5/caller-password", pair(MARK + "-Wrong!", own))).expect(400);
        told(own1.post("/v5/caller-password", pair(first, MARK.repeat(5)))).expect(400);
        told(own1.post("/v5/caller-password", pair(first, first))).expect(400);
        told(own1.post("/v5/caller-password", pair(first, own))).expect(200);
        told(own1.get("/v5/caller-identity")).expect(401);
        JsonNode key = root.post("/v5/users/" + user + "/access-keys", "")
                .expect(201)
                .json()
                .path("access_key");
        String secret = key.path("secret_access_key").textValue();
        canaries.add("a secret key", secret);
        Api signed =
                served.api().as(new Credential.Key(key.path("access_key_id").textValue(), secret));
        told(signed.get("/v5/caller-identity")).expect(200);
        told(root.get("/v5/users/" + user + "/access-keys")).expect(200);
        told(root.get(profile)).expect(200);
    }

    private void wordsAreKept(Api root) {
        String words = served.hss("/image/baseline/extended-weak-password");
        String word = MARK + "-word";
        told(root.post(words, "{\"extended_weak_password\":[\"" + word + "\"]}"))
                .expect(200);
        told(root.post(words, "{\"extended_weak_password\":[\"" + word + "\",7]}"))
                .expect(400);
        told(root.post(words, "{\"extended_weak_password\":[\"" + word + "\\n\"]}"))
                .expect(400);
        told(root.post(words, "{\"extended_weak_password\":[\"" + word.repeat(30) + "\"]}"))
                .expect(400);
        told(root.post(words, "{\"extended_weak_password\":[\"" + word + "\"")).expect(400);
        String own = "/v1/watchword/" + served.bootstrap().projectId();
        String group = root.post(own + "/host-groups", "{\"name\":\"canaries\"}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
        root.put(own + "/dictionaries/" + group, "{\"words\":[\"" + word + "-host\"]}")
                .expect(200);
        root.put(own + "/dictionaries/" + group, "{\"words\":[]}").expect(200);
        root.post(own + "/dictionaries/dry-run", "{\"group_id\":\"" + group + "\",\"words\":[\"" + word + "-dry\"]}");
    }

    private void hostsGetPasswords(Api root) {
        String tokens = "/v1/watchword/" + served.bootstrap().projectId() + "/enrolment-tokens";
        String token = root.post(tokens, "{}").expect(201).json().path("token").textValue();
        canaries.add("an enrolment token", token);
        PlainAgent agent = PlainAgent.enrolled(served.api(), token, "canary-host");
        String reset = served.ecs("/cloudservers/" + agent.hostId() + "/os-reset-password");
        String password = MARK + "%Reset1";
        told(root.put(reset, "{\"reset-password\":{\"new_password\":\"" + password + "\"}}"))
                .expect(204);
        told(root.put(
                        reset,
                        "{\"reset-password\":{\"new_password\":\"" + password + " \",\"is_check_password\":true}}"))
                .expect(400);
        told(root.put(reset, "{\"reset-password\":{\"new_password\":\"" + password + "\\n\"}}"))
                .expect(400);
        told(root.put(reset, "{\"reset-password\":{\"new_password\":\"" + password + "\",\"new_password\":\"\"}}"))
                .expect(400);
        told(root.put(reset, "{\"reset-password\":\"" + password + "\"}")).expect(400);
        told(root.put(reset, "{\"reset-password\":{\"new_password\":\"" + password))
                .expect(400);
        told(root.put(reset, "{\"" + password + "\":1}")).expect(400);
        told(root.put(
                        served.ecs("/cloudservers/no-such-host/os-reset-password"),
                        "{\"reset-password\":{\"new_password\":\"" + password + "\"}}"))
                .expect(404);
        told(root.put(
                        served.ecs("/cloudservers/os-reset-passwords"),
                        "{\"new_password\":\"" + password + "\",\"servers\":[{\"id\":\"" + agent.hostId() + "\"}]}"))
                .expect(200);
        assertEquals(java.util.Optional.of(password), agent.nextPassword());
        told(root.get("/v1/watchword/" + served.bootstrap().projectId() + "/resets"))
                .expect(200);
        told(root.get("/v1/watchword/audit-log?limit=1000")).expect(200);
    }

    private static String pair(String old, String chosen) {
        return "{\"old_password\":\"" + old + "\",\"new_password\":\"" + chosen + "\"}";
    }

    /** An answer that must hold no secret, in its headers neither, except for a new token's. */
    private Reply told(Reply reply) {
        told.add(reply.text());
        reply.headers().forEach((name, values) -> {
            if (!name.equals("x-subject-token")) {
                told.addAll(values);
            }
        });
        return reply;
    }
}
