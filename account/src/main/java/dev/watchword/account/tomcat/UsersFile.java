package dev.watchword.account.tomcat;

import dev.watchword.account.Exposure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file of users and who reads it.
 *
 * @param path as a realm names it
 * @param readers of every realm that reads it its handlers, any of which may accept a password
 * @param exposure the widest of the servers that read it
 * @param placeholders of the first server that reads it
 * @param followed whether every server that reads it looks for changes while it runs
 */
record UsersFile(
        String path, Set<List<Handler>> readers, Exposure exposure, Placeholders placeholders, boolean followed) {

    UsersFile(
            String path, List<List<Handler>> readers, Exposure exposure, Placeholders placeholders, boolean followed) {
        this(path, new LinkedHashSet<>(readers), exposure, placeholders, followed);
    }

    /** The handlers of all realms. */
    Set<Handler> handlers() {
        Set<Handler> all = new LinkedHashSet<>();
        readers.forEach(all::addAll);
        return all;
    }

    /** The best of the handlers that every realm has, and so of the texts that each of them reads; empty when there is none. */
    Optional<Handler> common() {
        List<Handler> common = new ArrayList<>(handlers());
        readers.forEach(common::retainAll);
        return common.stream().max(Comparator.comparingInt(Handler::rank));
    }

    /** One file read by the realms of both. */
    UsersFile and(UsersFile other) {
        Set<List<Handler>> both = new LinkedHashSet<>(readers);
        both.addAll(other.readers);
        Exposure widest = exposure.compareTo(other.exposure) >= 0 ? exposure : other.exposure;
        return new UsersFile(path, both, widest, placeholders, followed && other.followed);
    }
}
