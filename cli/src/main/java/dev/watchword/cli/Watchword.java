package dev.watchword.cli;

import dev.watchword.cli.remote.EnrolTokensCommand;
import dev.watchword.cli.remote.HostsCommand;
import dev.watchword.cli.remote.ImagesCommand;
import dev.watchword.cli.remote.KeysCommand;
import dev.watchword.cli.remote.LoginCommand;
import dev.watchword.cli.remote.PolicyCommand;
import dev.watchword.cli.remote.RegistriesCommand;
import dev.watchword.cli.remote.ResetCommand;
import dev.watchword.cli.remote.UsersCommand;
import dev.watchword.cli.remote.WeakCommand;
import dev.watchword.cli.remote.WordsCommand;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The street door: the command and its subcommands. */
@Command(
        name = "watchword",
        description = "Finds accounts with weak passwords, offline and without a single login attempt.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ScanCommand.class,
            AuditCommand.class,
            UpCommand.class,
            CandidatesCommand.class,
            FormatsCommand.class,
            SelfTestCommand.class,
            BenchCommand.class,
            AgentCommand.class,
            ServeCommand.class,
            RecoverRootCommand.class,
            AuditLogCommand.class,
            ServerKeyCommand.class,
            LoginCommand.class,
            EnrolTokensCommand.class,
            HostsCommand.class,
            WeakCommand.class,
            WordsCommand.class,
            RegistriesCommand.class,
            ImagesCommand.class,
            PolicyCommand.class,
            ResetCommand.class,
            UsersCommand.class,
            KeysCommand.class,
            Watchword.CompletionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Watchword implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** A command line ready to run: failures become one line on standard error and an exit status. */
    public static CommandLine commandLine() {
        return lineOf(new Watchword());
    }

    /** The same for a part of the commands. */
    static CommandLine lineOf(Object command) {
        CommandLine line = new CommandLine(command);
        line.setExecutionExceptionHandler((e, executed, parsed) -> {
            if (e instanceof Failure failure) {
                executed.getErr().println("watchword: " + failure.text());
                return failure.exitCode();
            }
            executed.getErr().println("watchword: failed: " + e.getClass().getSimpleName());
            return Exit.FAILED;
        });
        line.setParameterExceptionHandler((e, arguments) -> {
            CommandLine wrong = e.getCommandLine();
            wrong.getErr()
                    .println("watchword: " + told(e) + " (see "
                            + wrong.getCommandSpec().qualifiedName() + " --help)");
            return Exit.USAGE;
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    /** What is wrong with a command line, in one line; the help, which is long, is a word away. */
    private static String told(ParameterException e) {
        String wrong = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong command line");
        List<String> meant = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return meant.isEmpty() ? wrong : wrong + "; did you mean " + String.join(" or ", meant) + "?";
    }

    /** A lack of memory is a failure like others, never the status that stands for findings. */
    private static int run(String... arguments) {
        try {
            return commandLine().execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError e) {
            System.err.println("watchword: failed: not enough memory (JAVA_TOOL_OPTIONS=-Xmx4g gives more)");
            return Exit.FAILED;
        }
    }

    /** Runs the command of a shell. */
    public static void main(String[] arguments) {
        Terminal.takeErrors();
        System.exit(run(arguments));
    }

    /** The script that completes this command in a shell. */
    @Command(
            name = "completion",
            description = "Print a completion script for bash and zsh: source <(watchword completion)",
            mixinStandardHelpOptions = true)
    static final class CompletionCommand extends GenerateCompletion {}
}
