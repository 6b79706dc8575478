package dev.watchword.account.session.mysql;

import dev.watchword.account.FoundText;
import dev.watchword.account.RunningTables.Identity;
import dev.watchword.account.session.SessionFailed;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Logs in as an administrator. Whom the server knows by the socket never sends a password, an empty one neither: a server that asks
 * for one first gets bytes that prove nothing, and may go on to the socket. A password is proven by its scramble; in clear it is only
 * given where the protocol has no other way, to an end of a local socket that has shown who it is.
 */
final class Login {

    private static final int OK = 0x00;
    private static final int MORE = 0x01;
    private static final int SWITCH = 0xfe;
    private static final int REFUSED = 0xff;

    private static final int PROVEN = 3;
    private static final int GIVE_IN_CLEAR = 4;

    private static final int MOST_STEPS = 10;

    private static final String NATIVE = "mysql_native_password";
    private static final String CACHING_SHA2 = "caching_sha2_password";
    private static final String SHA256 = "sha256_password";

    /** How servers call the check of the socket's other end: MariaDB, MySQL. */
    private static final Set<String> BY_SOCKET = Set.of("unix_socket", "auth_socket");

    private final Packets packets;
    private final Identity identity;

    private Login(Packets packets, Identity identity) {
        this.packets = packets;
        this.identity = identity;
    }

    /** Returns when the server lets the identity in. */
    static void in(Packets packets, Greeting greeting, Identity identity) throws SessionFailed {
        Login login = new Login(packets, identity);
        Optional<byte[]> password = identity.password();
        boolean isKnown = password.isPresent() && Set.of(NATIVE, CACHING_SHA2).contains(greeting.plugin());
        String plugin = isKnown ? greeting.plugin() : password.isPresent() ? NATIVE : "auth_socket";
        byte[] proof = password.isPresent() ? login.proof(plugin, greeting.nonce()) : new byte[0];
        packets.send(Greeting.answer(identity.user(), proof, plugin));
        login.converse();
    }

    private void converse() throws SessionFailed {
        for (int step = 0; step < MOST_STEPS; step++) {
            ByteBuffer packet = packets.receive();
            switch (packet.get() & 0xff) {
                case OK -> {
                    return;
                }
                case REFUSED -> throw refusal(packet);
                case SWITCH -> {
                    String plugin = PacketFields.text(packet);
                    byte[] nonce = new byte[Math.max(0, packet.remaining() - 1)];
                    packet.get(nonce);
                    packets.send(proof(plugin, nonce));
                }
                case MORE -> more(packet);
                default -> throw new SessionFailed("the server answers a login in an unknown way");
            }
        }
        throw new SessionFailed("the login does not come to an end");
    }

    private void more(ByteBuffer packet) throws SessionFailed {
        int state = packet.hasRemaining() ? packet.get() & 0xff : 0;
        if (state == PROVEN) {
            return;
        }
        if (state != GIVE_IN_CLEAR || identity.password().isEmpty()) {
            throw new SessionFailed("the server asks for more than is given");
        }
        packets.send(inClear(identity.password().get()));
    }

    private byte[] proof(String plugin, byte[] nonce) throws SessionFailed {
        if (BY_SOCKET.contains(plugin)) {
            return new byte[0];
        }
        if (identity.password().isEmpty()) {
            return nothingProven(plugin);
        }
        byte[] password = identity.password().get();
        return switch (plugin) {
            case NATIVE -> Scramble.nativePassword(password, nonce);
            case CACHING_SHA2 -> Scramble.cachingSha2(password, nonce);
            case SHA256 -> inClear(password);
            default -> throw unknown(plugin);
        };
    }

    /** Bytes of a proof's length that no password gives but by a chance of one in 2^160. */
    private static byte[] nothingProven(String plugin) throws SessionFailed {
        int length = switch (plugin) {
            case NATIVE -> 20;
            case CACHING_SHA2 -> 32;
            case "client_ed25519" -> 64;
            default -> throw unknown(plugin);
        };
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static byte[] inClear(byte[] password) {
        return Arrays.copyOf(password, password.length + 1);
    }

    private static SessionFailed unknown(String plugin) {
        return new SessionFailed("the server asks for a proof of an unknown kind, " + FoundText.quoted(plugin));
    }

    /** The server's text may hold anything, its number not. */
    static SessionFailed refusal(ByteBuffer packet) {
        int code = packet.remaining() < 2 ? 0 : packet.getShort() & 0xffff;
        return new SessionFailed("the server refuses with error " + code);
    }
}
