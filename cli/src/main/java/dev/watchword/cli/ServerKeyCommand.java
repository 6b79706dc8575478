package dev.watchword.cli;

import dev.watchword.server.RotateServerKey;
import dev.watchword.server.ServerConfig;
import dev.watchword.server.agents.KeyStatus;
import dev.watchword.server.bootstrap.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code server-key}: the key with which a server signs for its agents. */
@Command(
        name = "server-key",
        description = "Change the key that agents trust, in two steps.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ServerKeyCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(
            name = "status",
            description = "Show the keys, and which agents did not hear of the next one; the server may run.",
            mixinStandardHelpOptions = true)
    int status(@Mixin ServerArguments server) {
        return told(server, RotateServerKey::status);
    }

    @Command(
            name = "prepare",
            description = "Make the next key of a stopped server: agents hear of it when the server runs again.",
            mixinStandardHelpOptions = true)
    int prepare(@Mixin ServerArguments server) {
        return told(server, RotateServerKey::prepare);
    }

    @Command(
            name = "promote",
            description = "Make the next key of a stopped server the one that signs; the former one ends.",
            mixinStandardHelpOptions = true)
    int promote(
            @Mixin ServerArguments server,
            @Option(
                            names = "--anyway",
                            description = "Also when agents did not hear of the next key, which must be enrolled again"
                                    + " then, or when password resets are open, which fail then.")
                    boolean anyway) {
        return told(server, config -> RotateServerKey.promote(config, anyway));
    }

    private interface Step {
        KeyStatus in(ServerConfig config) throws IOException, Refusal;
    }

    private int told(ServerArguments server, Step step) {
        ServerLog.toStandardError();
        PrintWriter out = spec.commandLine().getOut();
        try {
            tell(step.in(server.config()), out);
            return Exit.DONE;
        } catch (Refusal refusal) {
            throw Failure.of(refusal);
        } catch (IOException e) {
            throw Failure.failed("the key was not changed: " + Reasons.of(e));
        }
    }

    private static void tell(KeyStatus status, PrintWriter out) {
        out.println("current: " + told(status.current()));
        out.println("next:    " + status.next().map(ServerKeyCommand::told).orElse("none"));
        if (status.next().isPresent()) {
            out.println("agents:  %d, of which %d did not hear of the next key"
                    .formatted(status.agents(), status.unheardCount()));
            status.unheard().forEach(host -> out.println("         " + ServerLog.Lines.inert(host)));
            if (status.unheardCount() > status.unheard().size()) {
                out.println("         and others");
            }
        } else {
            out.println("agents:  " + status.agents());
        }
        if (status.openResets() > 0) {
            out.println("resets:  %d wait, sealed with the current key".formatted(status.openResets()));
        }
    }

    private static String told(KeyStatus.Key key) {
        return key.fingerprint() + ", made " + Instant.ofEpochMilli(key.madeAt());
    }
}
