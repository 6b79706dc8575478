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
import java.util.Set;
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
        synopsisSubcommandLabel = "COMMAND")
public final class Watchword implements Runnable {

    /** In the order of the help. */
    static final List<Subcommand> SUBCOMMANDS = List.of(
            new Subcommand("scan", ScanCommand.class),
            new Subcommand("audit", AuditCommand.class),
            new Subcommand("up", UpCommand.class),
            new Subcommand("candidates", CandidatesCommand.class),
            new Subcommand("formats", FormatsCommand.class),
            new Subcommand("selftest", SelfTestCommand.class),
            new Subcommand("bench", BenchCommand.class),
            new Subcommand("agent", AgentCommand.class),
            new Subcommand("serve", ServeCommand.class),
            new Subcommand("recover-root", RecoverRootCommand.class),
            new Subcommand("audit-log", AuditLogCommand.class),
            new Subcommand("server-key", ServerKeyCommand.class),
            new Subcommand("login", LoginCommand.class),
            new Subcommand("enrol-tokens", EnrolTokensCommand.class),
            new Subcommand("hosts", HostsCommand.class),
            new Subcommand("weak", WeakCommand.class),
            new Subcommand("words", WordsCommand.class),
            new Subcommand("registries", RegistriesCommand.class),
            new Subcommand("images", ImagesCommand.class),
            new Subcommand("policy", PolicyCommand.class),
            new Subcommand("reset", ResetCommand.class),
            new Subcommand("users", UsersCommand.class),
            new Subcommand("keys", KeysCommand.class),
            new Subcommand("completion", CompletionCommand.class),
            new Subcommand("help", CommandLine.HelpCommand.class));

    /** @param name as its class declares it; who types it does not wait for the others to be read */
    record Subcommand(String name, Class<?> type) {}

    /** They tell of all the others. */
    private static final Set<String> NEEDS_ALL = Set.of("completion", "help");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /**
     * A command line ready to run: failures become one line on standard error and an exit status.
     *
     * @param arguments of which the first tells which command has to be known; without one they all are
     */
    public static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Watchword());
        List<Subcommand> named = SUBCOMMANDS.stream()
                .filter(command -> arguments.length > 0 && command.name().equals(arguments[0]))
                .filter(command -> !NEEDS_ALL.contains(command.name()))
                .toList();
        for (Subcommand command : named.isEmpty() ? SUBCOMMANDS : named) {
            line.addSubcommand(command.type());
        }
        return ready(line);
    }

    /** The same for a part of the commands. */
    static CommandLine lineOf(Object command) {
        return ready(new CommandLine(command));
    }

    private static CommandLine ready(CommandLine line) {
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
            return commandLine(arguments).execute(arguments);
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
