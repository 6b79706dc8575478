package dev.watchword.cli;

import dev.watchword.server.RecoverRoot;
import dev.watchword.server.bootstrap.Credentials;
import dev.watchword.server.bootstrap.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recover-root}: a way back in for who lost the root user's credentials. */
@Command(
        name = "recover-root",
        description = "Give the root user of a stopped server a new password and access key; the old ones end.",
        mixinStandardHelpOptions = true)
final class RecoverRootCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Option(names = "--account", paramLabel = "NAME", description = "Which account, when there are several.")
    private @Nullable String account;

    @Override
    public Integer call() {
        ServerLog.toStandardError();
        PrintWriter out = spec.commandLine().getOut();
        try {
            Credentials made = RecoverRoot.in(server.config(), Optional.ofNullable(account));
            out.println("watchword: new credentials of " + made.userName() + " are in recovered.json of the data"
                    + " folder: store them elsewhere and delete it");
            return Exit.DONE;
        } catch (Refusal refusal) {
            throw Failure.of(refusal);
        } catch (IOException e) {
            throw Failure.failed("nothing was changed: " + Reasons.of(e));
        }
    }
}
