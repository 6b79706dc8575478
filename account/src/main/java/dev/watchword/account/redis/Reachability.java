package dev.watchword.account.redis;

import dev.watchword.account.Exposure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From where a server listens, as its configuration says it. The defaults are the server's own: all addresses, port 6379
 * and protected mode, which a sentinel starts without.
 */
final class Reachability {

    private List<String> bind = List.of();
    private boolean port = true;
    private String tlsPort = "0";
    private boolean protectedMode;

    Reachability(boolean isSentinel) {
        protectedMode = !isSentinel;
    }

    /** Takes a line if it is about reachability; the last of its kind counts. */
    void apply(Directive line) {
        switch (line.name()) {
            case "bind" -> bind = line.arguments();
            case "port" -> port = !line.argument().equals("0");
            case "tls-port" -> tlsPort = line.argument();
            case "protected-mode" ->
                protectedMode = line.argument().toLowerCase(Locale.ROOT).equals("yes");
            default -> {
                // about something else
            }
        }
    }

    /**
     * From where a client is let in. Without a password, protected mode lets only the machine itself in; but servers before
     * version 7 drop that protection once addresses are bound, so that nothing can be said then.
     *
     * @param openToAll whether the default user needs no password
     */
    Exposure exposure(boolean openToAll) {
        if (!port && tlsPort.equals("0")) {
            return Exposure.LOCAL;
        }
        boolean bound = bind.stream().anyMatch(address -> !address.isEmpty());
        if (bound && bind.stream().allMatch(Reachability::isLoopback)) {
            return Exposure.LOCAL;
        }
        if (openToAll && protectedMode) {
            return bound ? Exposure.UNKNOWN : Exposure.LOCAL;
        }
        return Exposure.REMOTE;
    }

    /**
     * Where the server says that it listens: its first address, and its port or else that of TLS.
     *
     * @param plain its port without TLS
     */
    Listening listening(String plain, Optional<String> socket) {
        if (!port && tlsPort.equals("0")) {
            return new Listening("unixsocket", socket.orElse(""));
        }
        String first = bind.isEmpty() || bind.getFirst().isEmpty() ? Listening.EVERYWHERE : bind.getFirst();
        return new Listening(first, port ? plain : tlsPort);
    }

    private static boolean isLoopback(String bound) {
        String address = bound.startsWith("-") ? bound.substring(1) : bound;
        return address.isEmpty()
                || address.startsWith("127.")
                || address.equals("::1")
                || address.equalsIgnoreCase("localhost");
    }
}
