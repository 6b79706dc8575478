package dev.watchword.account.htpasswd;

import dev.watchword.account.Exposure;
import java.util.Locale;

/** The addresses on which a web server's configuration lets it listen. Belongs to one thread. */
public final class Listening {

    private boolean local;
    private boolean remote;

    /** Takes an address as both servers write it: a port, {@code address:port}, {@code [v6]:port}, {@code unix:path}. */
    public void add(String address) {
        if (address.startsWith("unix:") || isLoopback(address.toLowerCase(Locale.ROOT))) {
            local = true;
        } else {
            remote = true;
        }
    }

    private static boolean isLoopback(String address) {
        return address.matches("127\\.[0-9.]+(:[0-9]+)?|localhost(:[0-9]+)?|\\[::1](:[0-9]+)?");
    }

    /** From where it is reached; unknown when the configuration names no address. */
    public Exposure exposure() {
        if (remote) {
            return Exposure.REMOTE;
        }
        return local ? Exposure.LOCAL : Exposure.UNKNOWN;
    }
}
