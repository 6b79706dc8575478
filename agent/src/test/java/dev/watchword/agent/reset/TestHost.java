package dev.watchword.agent.reset;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.agent.machine.FolderDisk;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.reset.system.LoginObstacles;
import dev.watchword.agent.reset.system.ShadowPasswords;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.OpeningKey;
import dev.watchword.protocol.ResetOpener;
import dev.watchword.protocol.ResetSealer;
import dev.watchword.protocol.ResetTerms;
import dev.watchword.protocol.SealedReset;
import dev.watchword.protocol.SigningKey;
import dev.watchword.testing.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** An agent on a machine's root in a folder, and the server's end of its resets. Not safe for use by several threads. */
final class TestHost {

    static final String HOST = "22a5a2b4-4bb7-4fc7-8ad0-d6a1d5f5e3a7";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SigningKey server = SigningKey.generate(RANDOM);
    private final OpeningKey agent = OpeningKey.generate(RANDOM);
    private final Path folder;
    private final Path state;
    private final Path bootId;
    private final Map<String, PasswordPlace> services;
    private long counter;

    /** What was answered, as {@code state detail}. */
    final List<String> told = new ArrayList<>();

    /**
     * @param folder the machine's root
     * @param home for the agent's own files
     */
    TestHost(Path folder, Path home) throws IOException {
        this(folder, home, Map.of());
    }

    /**
     * @param services whose accounts it resets too
     */
    TestHost(Path folder, Path home, Map<String, PasswordPlace> services) throws IOException {
        this.services = services;
        this.folder = folder;
        this.state = home.resolve("state");
        this.bootId = home.resolve("boot_id");
        reboot();
    }

    void reboot() throws IOException {
        Files.writeString(bootId, UUID.randomUUID() + "\n");
    }

    CommandBatch.Command command(String account, String password, boolean atOnce) {
        return command(server, HOST, account, password, atOnce, 60_000);
    }

    CommandBatch.Command forged(String account, String password) {
        return command(SigningKey.generate(RANDOM), HOST, account, password, true, 60_000);
    }

    CommandBatch.Command ofAnotherHost(String account, String password) {
        return command(server, "another", account, password, true, 60_000);
    }

    CommandBatch.Command expiring(String account, String password, long millis) {
        return command(server, HOST, account, password, false, millis);
    }

    private CommandBatch.Command command(
            SigningKey signer, String host, String account, String password, boolean atOnce, long life) {
        long now = System.currentTimeMillis();
        String id = UUID.randomUUID().toString();
        ResetTerms terms = new ResetTerms(host, account, id, ++counter, now - 900_000, now + life);
        SealedReset sealed =
                new ResetSealer(signer).seal(terms, agent.publicKey(), password.getBytes(StandardCharsets.UTF_8));
        String payload = "{\"envelope\":\"" + sealed.toText() + "\"" + (atOnce ? ",\"apply\":\"now\"}" : "}");
        return new CommandBatch.Command(id, Resets.KIND, payload, now, now + life);
    }

    /** A newly started agent hears these commands; returns what it answered. */
    List<String> hears(CommandBatch.Command... commands) throws IOException {
        LinuxMachine machine = LinuxMachine.bootedAs(bootId);
        ShadowPasswords shadow = new ShadowPasswords(folder, machine, new LoginObstacles(folder, machine));
        ResetOpener opener = new ResetOpener(HOST, List.of(agent), Set.of(server.publicKey()));
        told.clear();
        Resets resets = new Resets(
                machine,
                FolderDisk.open(state),
                () -> opener,
                new PasswordPlaces(shadow, services),
                (id, said, detail) -> told.add(said + " " + detail));
        Heard asking = Heard.asking(machine);
        resets.heard(asking, batch(commands));
        return List.copyOf(told);
    }

    /** The same as a process of its own. */
    Command.Ending probe(List<String> before, Path root, String way, CommandBatch.Command... commands) {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ResetProbe.class.getName(),
                root.toString(),
                state.toString(),
                bootId.toString(),
                way));
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode input = json.createObjectNode()
                .put("host", HOST)
                .put("key", base64(agent.toBytes()))
                .put("server", base64(server.publicKey().toBytes()));
        input.set("batch", json.valueToTree(batch(commands)));
        return Command.of(words).input(input.toString()).run();
    }

    private static CommandBatch batch(CommandBatch.Command... commands) {
        return new CommandBatch(HOST, System.currentTimeMillis(), List.of(commands));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
