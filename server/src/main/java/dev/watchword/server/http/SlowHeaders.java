package dev.watchword.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections whose request line and headers do not arrive within twenty seconds, however busily they trickle: an
 * idle time-out alone never ends those. Connections that count no bytes, as TLS around HTTP, are left to the ones inside.
 */
final class SlowHeaders extends AbstractLifeCycle implements Connection.Listener {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SWEEP_SECONDS = 5;

    private final Scheduler scheduler = new ScheduledExecutorScheduler("slow-headers", true);
    private final Map<Connection, Seen> connections = new ConcurrentHashMap<>();

    /**
     * @param messages requests that began
     * @param bytes that had come
     * @param nanos when
     */
    private record Seen(long messages, long bytes, long nanos) {}

    @Override
    public void onOpened(Connection connection) {
        connections.put(connection, seen(connection));
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    @Override
    protected void doStart() throws Exception {
        scheduler.start();
        again();
    }

    @Override
    protected void doStop() throws Exception {
        scheduler.stop();
    }

    private void again() {
        scheduler.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    private void sweep() {
        connections.replaceAll((http, before) -> {
            boolean running = http.getMessagesIn() != http.getMessagesOut();
            boolean began = http.getMessagesIn() != before.messages();
            if (running || began || http.getBytesIn() == before.bytes()) {
                return seen(http);
            }
            if (System.nanoTime() - before.nanos() > PATIENCE.toNanos()) {
                http.getEndPoint().close();
            }
            return before;
        });
        again();
    }

    private static Seen seen(Connection http) {
        return new Seen(http.getMessagesIn(), http.getBytesIn(), System.nanoTime());
    }
}
