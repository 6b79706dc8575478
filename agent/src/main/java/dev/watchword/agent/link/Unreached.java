package dev.watchword.agent.link;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;

/** Why a server was not reached, as a person would say it: the JDK's client leaves the commonest reasons without a word. */
public final class Unreached {

    private Unreached() {}

    /** The reason in one line. */
    public static String reason(Throwable failure) {
        List<Throwable> chain = chain(failure);
        if (chain.stream()
                .anyMatch(cause ->
                        cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException)) {
            return "no address is known for its name";
        }
        // also when the channel was closed instead: so ends a connection that is refused
        if (chain.stream().anyMatch(ConnectException.class::isInstance)) {
            return "no connection, nobody listens there or something on the way forbids it";
        }
        Throwable innermost = chain.getLast();
        String message = innermost.getMessage();
        String kind = innermost.getClass().getSimpleName();
        return message == null
                ? kind
                : kind + ": " + message.lines().findFirst().orElse("");
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>(List.of(failure));
        while (chain.getLast().getCause() != null) {
            chain.add(chain.getLast().getCause());
        }
        return chain;
    }
}
