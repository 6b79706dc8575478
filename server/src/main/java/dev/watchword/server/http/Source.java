package dev.watchword.server.http;

import java.net.InetAddress;
import java.util.HexFormat;

/** Whom an address stands for, where calls and connections are counted. */
public final class Source {

    private Source() {}

    /**
     * The same text for everything that one owner can send from: who has one address of IPv6 commonly has the 2^64 of its
     * network.
     *
     * @param address in figures; what is none, as the name of a local socket, stands for itself
     */
    public static String of(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
