package dev.watchword.cli;

import dev.watchword.server.ServerConfig;
import dev.watchword.server.WatchwordServer;
import dev.watchword.server.bootstrap.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Starts a server in an empty folder and stops it again. The launcher lets the JVM write down what it loads meanwhile
 * (JEP 514), which makes every later start quicker.
 */
public final class Rehearsal {

    private Rehearsal() {}

    /** @param arguments the empty folder */
    public static void main(String[] arguments) throws IOException, Refusal {
        ServerLog.toStandardError();
        ServerConfig config = new ServerConfig(
                Path.of(arguments[0]),
                ServerConfig.address("127.0.0.1:0"),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        WatchwordServer.start(config).close();
    }
}
