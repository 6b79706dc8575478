package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.Parts;
import dev.watchword.server.agents.ServerKeys;
import dev.watchword.server.bootstrap.DataFolder;
import dev.watchword.server.bootstrap.FirstStart;
import dev.watchword.server.bootstrap.Refusal;
import dev.watchword.server.database.Database;
import dev.watchword.server.secrets.AtRest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKeyCommandTest {

    private static final String KEY = "current: \\S+, made \\S+Z\n";

    @TempDir
    private Path parent = Path.of("unset");

    private CommandRun run(String step, String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "server-key";
        arguments[1] = step;
        arguments[2] = "--data";
        arguments[3] = parent.resolve("data").toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandRun.inProcess(arguments);
    }

    private static String text(byte[] printed) {
        return new String(printed, StandardCharsets.UTF_8);
    }

    private static void assertPrints(String pattern, CommandRun run) {
        assertEquals("", text(run.err()));
        assertTrue(text(run.out()).matches(pattern), () -> text(run.out()));
        assertEquals(Exit.DONE, run.exit());
    }

    @Test
    void changesTheKeyInTwoSteps() throws IOException, Refusal {
        assertEquals(Exit.USAGE, run("status").exit());
        try (DataFolder folder = DataFolder.open(parent.resolve("data"));
                Database database = Database.openAlone(folder.sqliteUrl())) {
            ServerKeys.open(
                    new Parts(database, new AtRest(folder.key(FirstStart.isDone(database))), InstantSource.system()));
        }
        assertPrints(KEY + "next: +none\nagents: +0\n", run("status"));
        CommandRun early = run("promote");
        assertEquals("watchword: there is no next key: prepare it first\n", text(early.err()));
        assertEquals(Exit.USAGE, early.exit());
        assertPrints(
                KEY + "next: +\\S+, made \\S+Z\nagents: +0, of which 0 did not hear of the next key\n", run("prepare"));
        assertPrints(KEY + "next: +none\nagents: +0\n", run("promote"));
        assertEquals(Exit.USAGE, run("promote", "--anyway").exit());
    }
}
