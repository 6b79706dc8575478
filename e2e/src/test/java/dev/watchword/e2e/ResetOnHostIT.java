package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.huaweicloud.sdk.ecs.v2.model.ResetServerPasswordOption;
import com.huaweicloud.sdk.ecs.v2.model.ResetServerPasswordRequest;
import com.huaweicloud.sdk.ecs.v2.model.ResetServerPasswordRequestBody;
import dev.watchword.agent.machine.FolderDisk;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.reset.Heard;
import dev.watchword.agent.reset.PasswordPlaces;
import dev.watchword.agent.reset.Resets;
import dev.watchword.agent.reset.system.LoginObstacles;
import dev.watchword.agent.reset.system.ShadowPasswords;
import dev.watchword.server.database.Dialect;
import dev.watchword.testing.MachineRoot;
import dev.watchword.testing.SshMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the vendor's own client to a login by ssh, and nothing of a password on the way. */
class ResetOnHostIT {

    private static final String OLD = "0ld-Passw0rd";
    /** An agent may call 600 times at once: after so many resets the machine is enrolled anew. */
    private static final int RESETS_OF_ONE = 100;

    private static final String STEM = "Xq7-Canary-Passw0rd-";

    @TempDir
    private Path home = Path.of("");

    private final ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);
    private MachineRoot machine;
    private PlainAgent agent;

    @BeforeEach
    void startAll() throws IOException {
        machine = MachineRoot.create(Files.createDirectory(home.resolve("root")));
        machine.password("root", OLD);
        agent = PlainAgent.enrolled(served, "0", "web-1");
        boot();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void logsInWithThePasswordThatTheVendorsClientSet() throws IOException {
        String password = "N3w-Passw0rd.x";
        try (SshMachine ssh = SshMachine.start(machine, home, "PermitRootLogin yes\nUsePAM yes\n")) {
            OfficialClients.of(served)
                    .ecs()
                    .resetServerPassword(new ResetServerPasswordRequest()
                            .withServerId(agent.hostId())
                            .withBody(new ResetServerPasswordRequestBody()
                                    .withResetPassword(new ResetServerPasswordOption()
                                            .withNewPassword(password)
                                            .withIsCheckPassword(true))));
            turn();
            assertEquals("staged", newest().path("state").textValue());
            turn();
            assertTrue(ssh.logsIn("root", OLD), "before the boot");
            boot();
            turn();
            assertEquals("verified", newest().path("state").textValue());
            assertEquals("[]", newest().path("obstacles").toString());
            assertTrue(ssh.logsIn("root", password));
            assertFalse(ssh.logsIn("root", OLD));
        }
    }

    @Test
    void tellsThroughTheApiWhatStoodAgainstIt() throws IOException {
        PlainAgent offline = PlainAgent.enrolled(served, "0", "web-2");
        of(offline).ask("root", STEM + "x", "now");
        assertEquals("accepted", of(offline).newest().path("state").textValue());
        of(agent).ask("nobody-here", STEM + "x", "now");
        turn();
        assertEquals("account_missing", newest().path("reason").textValue());
        machine.lock("root");
        of(agent).ask("root", STEM + "x", "now");
        turn();
        assertEquals("account_locked", newest().path("reason").textValue());
        machine.unlock("root");
        assertTrue(machine.acceptsPassword("root", OLD));
        machine.shell("root", "/usr/sbin/nologin");
        of(agent).ask("root", STEM + "x", "now");
        turn();
        assertEquals("verified", newest().path("state").textValue());
        assertEquals("[\"no_login_shell\"]", newest().path("obstacles").toString());
    }

    @Test
    void leavesNoPasswordAnywhere() throws Exception {
        leavesNoPasswordAnywhere(30);
    }

    @Tag("long")
    @Test
    void leavesNoneOfAThousandPasswordsAnywhere() throws Exception {
        leavesNoPasswordAnywhere(1_000);
    }

    private void leavesNoPasswordAnywhere(int resets) throws Exception {
        Canaries canaries = new Canaries().add("a new password", STEM);
        List<String> found = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread watcher = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                found.addAll(inProcesses(canaries));
            }
        });
        for (int i = 0; i < resets; i++) {
            if (i > 0 && i % RESETS_OF_ONE == 0) {
                agent = PlainAgent.enrolled(served, "0", "again-" + i);
            }
            Reply reply = of(agent).ask(i % 5 == 0 ? "nobody-here" : "root", STEM + i, "now");
            found.addAll(canaries.foundIn("an answer", reply.text()));
            Reply error = served.root()
                    .post(
                            own("/hosts/" + agent.hostId() + "/resets"),
                            "{\"new_password\":\"" + STEM + i + "\\n\",\"apply\":7}")
                    .expect(400);
            found.addAll(canaries.foundIn("an error", error.text()));
            turn();
        }
        assertEquals("verified", newest().path("state").textValue());
        assertTrue(machine.acceptsPassword("root", STEM + (resets - 1)));
        over.set(true);
        watcher.join();
        found.addAll(canaries.foundIn(home));
        for (Path folder : served.folders()) {
            found.addAll(canaries.foundIn(folder));
        }
        assertEquals(List.of(), found.stream().distinct().toList());
        assertEquals(
                1, canaries.foundIn("itself", STEM).size(), "a search that finds nothing has to be one that would");
    }

    private static List<String> inProcesses(Canaries canaries) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(each -> each.getFileName().toString().matches("\\d+"))
                    .toList()) {
                for (String file : List.of("cmdline", "environ")) {
                    found.addAll(canaries.foundIn(process + "/" + file, content(process.resolve(file))));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found;
    }

    /** A process may be gone meanwhile. */
    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private String own(String rest) {
        return "/v1/watchword/" + served.bootstrap().projectId() + rest;
    }

    private JsonNode newest() {
        return of(agent).newest();
    }

    private HostResets of(PlainAgent agent) {
        return new HostResets(served, agent.hostId());
    }

    private void boot() throws IOException {
        Files.writeString(home.resolve("boot_id"), UUID.randomUUID() + "\n");
    }

    /** What a newly started agent does with the server's list. */
    private void turn() throws IOException {
        LinuxMachine here = LinuxMachine.bootedAs(home.resolve("boot_id"));
        ShadowPasswords shadow = new ShadowPasswords(machine.path(), here, new LoginObstacles(machine.path(), here));
        Resets resets = new Resets(
                here,
                FolderDisk.open(home.resolve("state-" + agent.hostId())),
                agent::opener,
                new PasswordPlaces(shadow, Map.of()),
                (id, state, detail) -> List.of(204, 404)
                        .contains(agent.answer(id, state, detail).status()));
        Heard asking = Heard.asking(here);
        resets.heard(asking, agent.batch());
    }
}
