package dev.watchword.account.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens, as its title tells it: the first address that it is bound to and its port, or {@code unixsocket} and a path. It is
 * what can be seen of a running server and stands in its configuration too (redis.conf, "proc-title-template").
 *
 * @param address as bound, {@link #EVERYWHERE} when it is bound to none
 * @param place a port, or the path of a socket
 */
record Listening(String address, String place) {

    static final String EVERYWHERE = "*";

    private static final Pattern PORT = Pattern.compile("(\\S+):([0-9]{1,5})");
    private static final Pattern SOCKET = Pattern.compile("(unixsocket):(\\S+)");

    /** A word of a title; empty when it tells no place. */
    static Optional<Listening> parse(String word) {
        for (Pattern form : new Pattern[] {SOCKET, PORT}) {
            Matcher told = form.matcher(word);
            if (told.matches()) {
                return Optional.of(new Listening(told.group(1), told.group(2)));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return address + ":" + place;
    }
}
