package dev.watchword.benchmark;

import dev.watchword.server.ServerConfig;
import dev.watchword.server.WatchwordServer;
import java.nio.file.Path;
import java.util.Optional;

/** The server in a process of its own, so that its memory and its CPU time can be told from the measurement's. */
final class ServedAlone {

    private ServedAlone() {}

    /** Runs it until SIGTERM: data folder, port. Prints {@code ready} when it answers. */
    public static void main(String[] args) throws Exception {
        WatchwordServer server = WatchwordServer.start(new ServerConfig(
                Path.of(args[0]),
                ServerConfig.address("127.0.0.1:" + args[1]),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
