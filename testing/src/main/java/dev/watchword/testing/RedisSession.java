package dev.watchword.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection to a Redis server, speaking RESP2 (the Redis protocol specification). Used by one thread; closed by
 * its owner.
 */
public final class RedisSession implements AutoCloseable {

    private final SocketChannel channel;
    private final InputStream in;

    private RedisSession(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
    }

    static RedisSession open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new RedisSession(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends one command and returns the server's answer, a refusal among them. */
    public RedisReply call(String... words) {
        try {
            send(words);
            return readReply();
        } catch (IOException e) {
            throw new FixtureFailure("Redis closed the connection at " + words[0], e);
        }
    }

    /**
     * Sends one command that has to succeed.
     *
     * @throws FixtureFailure when the server refuses it
     */
    public RedisReply must(String... words) {
        RedisReply reply = call(words);
        if (reply instanceof RedisReply.Refusal refusal) {
            throw new FixtureFailure("Redis refuses " + words[0] + ": " + refusal.message());
        }
        return reply;
    }

    /** Whether AUTH takes the password for this user; every refusal other than WRONGPASS is a failure. */
    public boolean login(String user, String password) {
        if (!(call("AUTH", user, password) instanceof RedisReply.Refusal refusal)) {
            return true;
        }
        if (refusal.message().startsWith("WRONGPASS ")) {
            return false;
        }
        throw new FixtureFailure("Redis refuses AUTH: " + refusal.message());
    }

    /** ACL SETUSER with rules such as {@code on}, {@code >password}, {@code ~*}, {@code +@all}. */
    public RedisSession aclSetUser(String user, String... rules) {
        List<String> words = new ArrayList<>(List.of("ACL", "SETUSER", user));
        words.addAll(List.of(rules));
        must(words.toArray(String[]::new));
        return this;
    }

    /** ACL SAVE: writes the users to the ACL file; the configuration must name one. */
    public RedisSession aclSave() {
        must("ACL", "SAVE");
        return this;
    }

    /** CONFIG SET. */
    public RedisSession configSet(String name, String value) {
        must("CONFIG", "SET", name, value);
        return this;
    }

    /** CONFIG REWRITE: writes what the server has now to its configuration file. */
    public RedisSession configRewrite() {
        must("CONFIG", "REWRITE");
        return this;
    }

    private void send(String... words) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            request.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(bytes);
            request.writeBytes(new byte[] {'\r', '\n'});
        }
        ByteBuffer buffer = ByteBuffer.wrap(request.toByteArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private RedisReply readReply() throws IOException {
        String line = readLine();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> new RedisReply.Text(rest);
            case '-' -> new RedisReply.Refusal(rest);
            case ':' -> new RedisReply.Int(Long.parseLong(rest));
            case '$' -> readBulk(Integer.parseInt(rest));
            case '*' -> readItems(Integer.parseInt(rest));
            default -> throw new IOException("not RESP2: a reply starts with " + line.charAt(0));
        };
    }

    private RedisReply readBulk(int length) throws IOException {
        if (length < 0) {
            return new RedisReply.Nothing();
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length || in.readNBytes(2).length < 2) {
            throw new EOFException("the server closed the connection");
        }
        return new RedisReply.Text(new String(bytes, StandardCharsets.UTF_8));
    }

    private RedisReply readItems(int count) throws IOException {
        if (count < 0) {
            return new RedisReply.Nothing();
        }
        List<RedisReply> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(readReply());
        }
        return new RedisReply.Items(items);
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\r'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.write(b);
        }
        in.skipNBytes(1); // the line feed
        if (line.size() == 0) {
            throw new IOException("not RESP2: an empty line");
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new FixtureFailure("cannot close a connection to Redis", e);
        }
    }
}
