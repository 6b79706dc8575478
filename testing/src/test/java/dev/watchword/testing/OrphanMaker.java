package dev.watchword.testing;

import java.util.List;

/** A program that starts a server, prints the server's process number, and never ends by itself. */
final class OrphanMaker {

    private OrphanMaker() {}

    public static void main(String[] arguments) throws InterruptedException {
        ServerProcess server =
                ServerProcess.start("sleep", ServerProcess.dyingWithParent(List.of("/usr/bin/sleep", "600")));
        System.out.println(server.pid());
        Thread.currentThread().join();
    }
}
