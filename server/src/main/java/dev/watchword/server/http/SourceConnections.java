package dev.watchword.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SelectableChannelEndPoint;

/**
 * Ends connections of a source that has too many open, so that one machine cannot take those of all others by saying
 * nothing on them. The machine itself and, behind a proxy, its neighbourhood may have any number: there one address
 * speaks for many. Remembers the open connections alone.
 */
final class SourceConnections implements Connection.Listener {

    private final int most;
    private final Predicate<InetAddress> free;
    private final Map<Connection, String> counted = new ConcurrentHashMap<>();
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /**
     * @param most connections of one source
     * @param free whose are not counted
     */
    SourceConnections(int most, Predicate<InetAddress> free) {
        this.most = most;
        this.free = free;
    }

    /** That of a server. */
    static SourceConnections of(int most, boolean behindProxy) {
        return new SourceConnections(
                most, address -> address.isLoopbackAddress() || behindProxy && Forwarded.isNear(address));
    }

    boolean isFree(InetAddress address) {
        return free.test(address);
    }

    @Override
    public void onOpened(Connection connection) {
        // The one inside of TLS is no other connection of the source.
        if (!(connection.getEndPoint() instanceof SelectableChannelEndPoint endPoint)
                || !(endPoint.getRemoteSocketAddress() instanceof InetSocketAddress peer)
                || isFree(peer.getAddress())) {
            return;
        }
        String source = Source.of(peer.getAddress().getHostAddress());
        counted.put(connection, source);
        if (open.merge(source, 1, Integer::sum) > most) {
            endPoint.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String source = counted.remove(connection);
        if (source != null) {
            open.computeIfPresent(source, (any, count) -> count == 1 ? null : count - 1);
        }
    }
}
