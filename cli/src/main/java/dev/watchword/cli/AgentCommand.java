package dev.watchword.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code agent}: this machine as a member of a server's fleet. */
@Command(
        name = "agent",
        description = "Watch this machine for a server.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AgentEnrolCommand.class,
            AgentRunCommand.class,
            AgentStatusCommand.class,
            AgentScanCommand.class,
            AgentApplyResetsCommand.class,
            AgentImagesCommand.class,
            AgentScanProcessCommand.class,
            AgentKeysCommand.class,
            AgentEnforceCommand.class,
            AgentInstallCommand.class,
            AgentUninstallCommand.class,
            CommandLine.HelpCommand.class
        })
final class AgentCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
