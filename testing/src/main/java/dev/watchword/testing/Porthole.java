package dev.watchword.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Lets a {@link BootedMachine}, whose network is a loopback alone, reach one port of this machine's loopback by the same address: a unit of
 * systemd's takes the connections inside, a Unix socket in the root carries them out. One stands for all boots of a machine. Safe for use by
 * many threads.
 */
public final class Porthole implements AutoCloseable {

    private static final String UNITS = "/etc/systemd/system";

    private final ServerSocketChannel door;
    private final int port;

    private Porthole(ServerSocketChannel door, int port) {
        this.door = door;
        this.port = port;
    }

    /** Opens it, and puts its units into the machine. */
    public static Porthole open(MachineRoot machine, int port) {
        Path socket = machine.root().resolve("/var/lib/porthole");
        machine.root()
                .write(UNITS + "/porthole.socket", "[Socket]\nListenStream=127.0.0.1:" + port + "\n")
                .write(
                        UNITS + "/porthole.service",
                        "[Service]\nExecStart=/lib/systemd/systemd-socket-proxyd /var/lib/porthole\n");
        try {
            Path wanted = machine.root().resolve(UNITS + "/sockets.target.wants/porthole.socket");
            Files.createDirectories(wanted.getParent());
            if (!Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(wanted, Path.of("../porthole.socket"));
            }
            Files.deleteIfExists(socket);
            ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            door.bind(UnixDomainSocketAddress.of(socket));
            Porthole porthole = new Porthole(door, port);
            Thread.ofVirtual().start(porthole::accept);
            return porthole;
        } catch (IOException e) {
            throw new FixtureFailure("cannot listen at " + socket, e);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel inside = door.accept();
                Thread.ofVirtual().start(() -> carry(inside));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void carry(SocketChannel inside) {
        try (inside;
                SocketChannel server =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            Thread back = Thread.ofVirtual().start(() -> copy(server, inside));
            copy(inside, server);
            back.join();
        } catch (IOException e) {
            // nobody listens: the machine sees its connection end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer bytes = ByteBuffer.allocate(8_192);
        try {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
                bytes.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // the other direction ends with it
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new FixtureFailure("cannot close the porthole", e);
        }
    }
}
