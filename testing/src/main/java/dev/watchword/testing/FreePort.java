package dev.watchword.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of loopback that was free a moment ago, for servers that must be told theirs. */
final class FreePort {

    private FreePort() {}

    static int take() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new FixtureFailure("there is no free port", e);
        }
    }
}
