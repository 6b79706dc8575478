package dev.watchword.agent.link;

import dev.watchword.agent.identity.ServerAddress;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The machine's own addresses. */
public final class Addresses {

    private static final int MOST = 64;

    private Addresses() {}

    /** All of them but loopback and link-local ones, first the one that is used towards the server. */
    public static List<String> towards(ServerAddress server) {
        Set<String> all = new LinkedHashSet<>();
        used(server).ifPresent(all::add);
        try {
            for (NetworkInterface each :
                    new ArrayList<>(NetworkInterface.networkInterfaces().toList())) {
                each.inetAddresses()
                        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                        .map(Addresses::text)
                        .forEach(all::add);
            }
        } catch (SocketException e) {
            // what is known is told
        }
        return all.stream().limit(MOST).toList();
    }

    /** Connecting a datagram socket sends nothing; it only asks the kernel for its route. */
    private static Optional<String> used(ServerAddress server) {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress far = new InetSocketAddress(server.host(), server.port());
            if (far.isUnresolved()) {
                return Optional.empty();
            }
            socket.connect(far);
            InetAddress near = socket.getLocalAddress();
            return near.isAnyLocalAddress() ? Optional.empty() : Optional.of(text(near));
        } catch (SocketException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }
}
