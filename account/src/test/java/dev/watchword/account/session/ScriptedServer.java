package dev.watchword.account.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A server on a Unix socket that sends what it was told to, whatever it hears, and keeps what it heard. */
final class ScriptedServer implements AutoCloseable {

    private final ServerSocketChannel channel;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Thread thread;

    private ScriptedServer(ServerSocketChannel channel, byte[] script, boolean hangs) {
        this.channel = channel;
        this.thread = Thread.startVirtualThread(() -> serve(script, hangs));
    }

    static ScriptedServer at(Path socket, byte[] script, boolean hangs) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        return new ScriptedServer(channel, script, hangs);
    }

    private void serve(byte[] script, boolean hangs) {
        try (SocketChannel client = channel.accept()) {
            client.write(ByteBuffer.wrap(script));
            if (!hangs) {
                client.shutdownOutput();
            }
            ByteBuffer part = ByteBuffer.allocate(1 << 16);
            while (client.read(part.clear()) >= 0) {
                heard.write(part.array(), 0, part.position());
            }
        } catch (IOException ended) {
            // the test is over
        }
    }

    String heard() throws InterruptedException {
        thread.join(5_000);
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    String heardSoFar() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** Packets, each with its number, one after the other. */
    static byte[] packets(List<byte[]> contents, List<Integer> numbers) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < contents.size(); i++) {
            byte[] content = contents.get(i);
            all.write(content.length);
            all.write(content.length >> 8);
            all.write(content.length >> 16);
            all.write(numbers.get(i));
            all.writeBytes(content);
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
