package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.fleet.FleetKeys;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.machine.FolderDisk;
import dev.watchword.protocol.FleetKey;
import dev.watchword.server.database.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real agents that pass the key of their marks on among themselves, and a server that never has it. */
class FleetKeyIT {

    /** {@code openssl passwd -6 -salt SALT qwerty123}, OpenSSL 3.0. */
    private static final List<String> HASHES = List.of(
            "$6$saltsalt$Yw3.KJ5PUQLpvBmKpKZ8MAPUdzdtxZsu3bNtiC0ufFfan5FMnQjlPusS1dO.7hprZOUIRECUQy4SalDs9EjXr.",
            "$6$pepperpepper$cODCxPYKq4cp2KadMrq64xfIyueglpI.IUt7Ljt9R3EOzNKpmqc/AEyOeRdD3RabJbAmyNxhgn65qFCyUhvBw0",
            "$6$gravelgravel$0K2/p39BWYTRuIRfSLVX9WX5JqJfUdSMx51FZHWuT9Y7GwHcfuHmdHX/LvIQLjkwPdf.n8IZGCfqWn6A2UCga1");

    @TempDir
    private Path home = Path.of("");

    private final ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);
    private final List<BuiltAgent> agents = new ArrayList<>();

    @AfterEach
    void end() {
        agents.forEach(BuiltAgent::close);
        served.close();
    }

    @Test
    void findsOnePasswordOnMachinesThatNobodyCarriedAKeyTo() throws Exception {
        machine(0);
        machine(1);
        await("both have the key", () -> hasKey(0) && hasKey(1));
        scan(0);
        scan(1);
        await("two equal marks", () -> isOneGroupOf(2));

        machine(2);
        await("the third has the key", () -> hasKey(2));
        scan(2);
        await("three equal marks", () -> isOneGroupOf(3));

        Canaries canaries = new Canaries();
        try (FleetKey key = key(0)) {
            assertEquals(key.id(), key(1).id());
            assertEquals(key.id(), key(2).id());
            canaries.add("the fleet key", key.toBytes());
            assertTrue(served.folders().stream().anyMatch(folder -> contains(folder, key.id())), "its id is there");
        }
        served.stop();
        List<String> found = new ArrayList<>();
        served.folders().forEach(folder -> found.addAll(canaries.foundIn(folder)));
        found.addAll(canaries.foundIn(home));
        assertEquals(List.of(), found);
    }

    private void machine(int number) throws IOException {
        BuiltAgent agent = BuiltAgent.in(Files.createDirectory(home.resolve("machine-" + number)))
                .file("etc/machine-id", UUID.randomUUID().toString().replace("-", "") + "\n")
                .file("etc/hostname", "web-" + number + "\n")
                .file("etc/passwd", "ann:x:1000:1000::/home/ann:/bin/bash\n")
                .file("etc/shadow", "ann:" + HASHES.get(number) + ":20000:0:99999:7:::\n")
                .enrol(served);
        agents.add(agent);
        agent.start(
                "run",
                "--state",
                agent.state().toString(),
                "--root",
                agent.root().toString(),
                "--heartbeat",
                "1",
                "--cpu-share",
                "100",
                "--budget",
                "1s,3s");
    }

    private void scan(int number) {
        BuiltAgent agent = agents.get(number);
        assertEquals(0, agent.run("scan", "--state", agent.state().toString()), agent::printed);
    }

    private boolean hasKey(int number) {
        return Files.exists(agents.get(number).state().resolve("fleet-key"));
    }

    private FleetKey key(int number) throws IOException {
        FolderDisk disk = FolderDisk.open(agents.get(number).state());
        byte[] localKey = new Memberships(disk).find().orElseThrow().localKey();
        return new FleetKeys(disk, localKey).held().orElseThrow();
    }

    /** Until a machine has the key and scans again, its account is in a group of its own. */
    private boolean isOneGroupOf(int accounts) {
        List<String> groups = groups();
        return groups.size() == accounts
                && !groups.contains("")
                && groups.stream().distinct().count() == 1;
    }

    /** The groups of shared passwords that the server tells of the machines' accounts. */
    private List<String> groups() {
        return served.root()
                .get("/v1/watchword/" + served.bootstrap().projectId() + "/findings")
                .expect(200)
                .json()
                .path("data_list")
                .valueStream()
                .map(finding -> finding.path("shared_group").asText())
                .toList();
    }

    private static boolean contains(Path folder, String text) {
        return !new Canaries().add("it", text).foundIn(folder).isEmpty();
    }

    private void await(String what, BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(150);
        while (!isSo.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() < end,
                    () -> what + " did not come:\n"
                            + agents.stream().map(BuiltAgent::printed).toList());
            Thread.sleep(200);
        }
    }
}
