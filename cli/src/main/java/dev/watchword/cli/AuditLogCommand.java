package dev.watchword.cli;

import dev.watchword.server.VerifyAuditLog;
import dev.watchword.server.auditlog.Homes.Home;
import dev.watchword.server.bootstrap.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit-log}: a server's record of every change. */
@Command(
        name = "audit-log",
        description = "Look after a server's audit log.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class AuditLogCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(
            name = "verify",
            description = "Tell whether the audit log of a stopped server is whole; changes nothing.",
            mixinStandardHelpOptions = true)
    int verify(@Mixin ServerArguments server) {
        ServerLog.toStandardError();
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<Home> homes = VerifyAuditLog.in(server.config());
            homes.forEach(home -> out.println(told(home)));
            if (homes.stream().anyMatch(home -> home.problem().isPresent())) {
                throw Failure.failed("the audit log is not whole");
            }
            return Exit.DONE;
        } catch (Refusal refusal) {
            throw Failure.of(refusal);
        } catch (IOException e) {
            throw Failure.failed("the audit log was not verified: " + Reasons.of(e));
        }
    }

    private static String told(Home home) {
        return home.name()
                + home.problem()
                        .map(problem -> ": NOT WHOLE: " + problem)
                        .orElseGet(() -> home.verdict().entries() == 0
                                ? ": whole, no entries"
                                : ": whole, entries %d to %d, signed up to %d"
                                        .formatted(
                                                home.verdict().first(),
                                                home.verdict().last(),
                                                home.verdict().signed()));
    }
}
