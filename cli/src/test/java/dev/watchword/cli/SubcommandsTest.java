package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.cli.Watchword.Subcommand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whoever types a command reads that one alone; whoever types another thing, all of them. */
class SubcommandsTest {

    private static final List<String> NAMES =
            Watchword.SUBCOMMANDS.stream().map(Subcommand::name).toList();

    @Test
    void knowsEachByTheNameThatItsClassDeclares() {
        CommandLine all = Watchword.commandLine();
        assertEquals(NAMES, new ArrayList<>(all.getSubcommands().keySet()));
        List<Class<?>> types = new ArrayList<>();
        all.getSubcommands()
                .values()
                .forEach(each -> types.add(each.getCommandSpec().userObject().getClass()));
        assertEquals(Watchword.SUBCOMMANDS.stream().map(Subcommand::type).toList(), types);
    }

    @Test
    void readsTheNamedOneAlone() {
        assertEquals(
                Set.of("audit"),
                Watchword.commandLine("audit", "scan").getSubcommands().keySet());
        for (String[] arguments : new String[][] {{}, {"--help"}, {"help", "scan"}, {"completion"}, {"scam"}}) {
            assertEquals(
                    NAMES.size(),
                    Watchword.commandLine(arguments).getSubcommands().size(),
                    List.of(arguments).toString());
        }
    }

    @Test
    void stillSaysWhatAMisspeltOneMeant() {
        CommandRun run = CommandRun.inProcess("scam");
        assertEquals(Exit.USAGE, run.exit());
        String told = new String(run.err(), StandardCharsets.UTF_8);
        assertTrue(told.contains("did you mean"), told);
    }
}
