package dev.watchword.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who calls through a proxy. The header is believed only when the connection itself comes from a loopback or private
 * address, and of its list only the last address: that one the proxy itself wrote, the others the caller may have made up.
 */
final class Forwarded {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

    private Forwarded() {}

    /**
     * @param peer the connection's other end
     * @param header the values of {@code X-Forwarded-For}
     */
    static String source(String peer, List<String> header) {
        if (header.isEmpty() || !isNear(peer)) {
            return peer;
        }
        String list = header.getLast();
        String last = list.substring(list.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(last).matches() ? last : peer;
    }

    /** Nothing is looked up: a peer is always an address in figures. */
    private static boolean isNear(String peer) {
        try {
            return isNear(InetAddress.getByName(peer));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether it is the machine's own, or one of a network that is not the Internet. */
    static boolean isNear(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || uniqueLocal;
    }
}
