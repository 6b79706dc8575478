package dev.watchword.agent.reset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.watchword.agent.machine.FolderDisk;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.reset.system.LoginObstacles;
import dev.watchword.agent.reset.system.PamPasswords;
import dev.watchword.agent.reset.system.ShadowPasswords;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.OpeningKey;
import dev.watchword.protocol.ResetOpener;
import dev.watchword.protocol.VerificationKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An agent's turn as a process of its own, so that it can be killed or see another {@code /etc}. */
final class ResetProbe {

    private ResetProbe() {}

    /** Standard input holds the host, the keys and the list of commands; standard output gets the answers. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        LinuxMachine machine = LinuxMachine.bootedAs(Path.of(arguments[2]));
        JsonNode input = JsonMapper.builder().build().readTree(System.in);
        ResetOpener opener = new ResetOpener(
                input.path("host").asText(),
                List.of(OpeningKey.of(bytes(input, "key"))),
                Set.of(VerificationKey.parse(bytes(input, "server")).orElseThrow()));
        CommandBatch batch = JsonMapper.builder().build().treeToValue(input.path("batch"), CommandBatch.class);
        ShadowPasswords shadow = new ShadowPasswords(folder, machine, new LoginObstacles(folder, machine));
        PasswordPlace system = arguments[3].equals("pam") ? new PamPasswords(shadow) : shadow;
        Heard asking = Heard.asking(machine);
        new Resets(
                        machine,
                        FolderDisk.open(Path.of(arguments[1])),
                        () -> opener,
                        new PasswordPlaces(system, Map.of()),
                        (id, state, detail) -> {
                            System.out.println("told " + state + " " + detail);
                            return true;
                        })
                .heard(asking, batch);
    }

    private static byte[] bytes(JsonNode input, String name) {
        return Base64.getDecoder().decode(input.path(name).asText());
    }
}
