package dev.watchword.account.session;

import dev.watchword.account.FoundText;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a Unix socket whose other end has shown who it is, with a bound on the time and on the bytes that it may send.
 * Belongs to one thread.
 */
final class LocalSocket implements Wire, AutoCloseable {

    private final SocketChannel channel;
    private final Selector selector;
    private final long deadline;
    private final long mostKept;
    private long bytesLeft;

    private LocalSocket(SocketChannel channel, Selector selector, Duration limit, long mostBytes) {
        this.channel = channel;
        this.selector = selector;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.mostKept = 2 * mostBytes;
        this.bytesLeft = mostBytes;
    }

    /**
     * Connects, and asks the kernel who listens before anything is said.
     *
     * @param asUser the number of the user of this machine as whom to connect; empty as whoever runs this
     * @param owners users, one of whom must hold the other end
     * @param limit for all that is read and written
     * @param mostBytes that are taken from the other end
     */
    static LocalSocket connect(String path, OptionalInt asUser, Set<String> owners, Duration limit, long mostBytes)
            throws SessionFailed {
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.configureBlocking(false);
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
            if (asUser.isPresent()
                    ? !OtherUser.connect(channel, address, asUser.getAsInt())
                    : !channel.connect(address)) {
                throw new SessionFailed("the server takes no connection");
            }
            UnixDomainPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
            if (!owners.contains(peer.user().getName())) {
                throw new SessionFailed("user " + FoundText.quoted(peer.user().getName())
                        + " holds the socket: not asked, since it is neither root nor the service's own user");
            }
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new LocalSocket(channel, selector, limit, mostBytes);
        } catch (IOException | IllegalArgumentException refused) {
            close(channel);
            throw new SessionFailed("the socket cannot be reached");
        } catch (SessionFailed failed) {
            close(channel);
            throw failed;
        }
    }

    @Override
    public long mostKept() {
        return mostKept;
    }

    @Override
    public void send(ByteBuffer message) throws SessionFailed {
        try {
            while (message.hasRemaining()) {
                if (channel.write(message) == 0) {
                    await(SelectionKey.OP_WRITE);
                }
            }
        } catch (IOException broken) {
            throw new SessionFailed("the server broke the connection");
        }
    }

    @Override
    public byte[] receive(int length) throws SessionFailed {
        bytesLeft -= length;
        if (bytesLeft < 0) {
            throw new SessionFailed("the server sends more than is read");
        }
        ByteBuffer message = ByteBuffer.allocate(length);
        try {
            while (message.hasRemaining()) {
                requireTime();
                int read = channel.read(message);
                if (read < 0) {
                    throw new SessionFailed("the server ended the connection");
                }
                if (read == 0) {
                    await(SelectionKey.OP_READ);
                }
            }
        } catch (IOException broken) {
            throw new SessionFailed("the server broke the connection");
        }
        return message.array();
    }

    /**
     * Milliseconds that are left, a begun one counted whole: a session that ends for its time has taken all of it. Also of a server that
     * sends byte after byte.
     */
    private long requireTime() throws SessionFailed {
        long nanos = deadline - System.nanoTime();
        if (nanos <= 0) {
            throw new SessionFailed("the server does not answer in time");
        }
        return TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    private void await(int operation) throws IOException, SessionFailed {
        long millis = requireTime();
        channel.register(selector, operation);
        selector.select(millis);
        selector.selectedKeys().clear();
    }

    @Override
    public void close() {
        try (selector) {
            close(channel);
        } catch (IOException ignored) {
            // nothing was left to say
        }
    }

    private static void close(@Nullable SocketChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException ignored) {
            // nothing was left to say
        }
    }
}
