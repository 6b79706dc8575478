package dev.watchword.cli;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.server.ServerConfig;
import dev.watchword.server.WatchwordServer;
import dev.watchword.server.bootstrap.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Does in an empty folder what the command will do later: starts a server and stops it again, or audits a hash of each
 * scheme. The launcher lets the JVM write down what it loads meanwhile (JEP 514), which makes every later start quicker.
 */
public final class Rehearsal {

    private Rehearsal() {}

    /** @param arguments a folder to make, whose name is {@code server} or {@code audit} */
    public static void main(String[] arguments) throws IOException, Refusal {
        Path folder = Path.of(arguments[0]);
        if (folder.endsWith("server")) {
            server(folder);
        } else {
            audit(folder);
        }
    }

    private static void server(Path folder) throws IOException, Refusal {
        ServerLog.toStandardError();
        ServerConfig config = new ServerConfig(
                folder,
                ServerConfig.address("127.0.0.1:0"),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        WatchwordServer.start(config).close();
    }

    /** Known answers of all schemes, with a memory, so that each class of a usual audit is loaded, and a little time for each. */
    private static void audit(Path folder) throws IOException {
        List<String> lines = HashSchemes.all().stream()
                .map(HashScheme::knownAnswers)
                .filter(answers -> !answers.isEmpty())
                .map(answers -> "u" + answers.hashCode() + ":"
                        + new String(answers.getFirst().hash().text(), StandardCharsets.ISO_8859_1))
                .toList();
        Path hashes =
                Files.write(Files.createDirectories(folder).resolve("hashes"), lines, StandardCharsets.ISO_8859_1);
        String[] command = {
            "audit", "--memory=" + folder.resolve("memory"), "--budget=1s,8s", "--threads=1", hashes.toString()
        };
        Watchword.commandLine(command).execute(command);
    }
}
