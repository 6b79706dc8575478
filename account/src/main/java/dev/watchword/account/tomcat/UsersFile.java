package dev.watchword.account.tomcat;

import dev.watchword.account.Exposure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of users and who reads it.
 *
 * @param path as a realm names it
 * @param handlers of every realm that reads it
 * @param exposure the widest of the servers that read it
 * @param placeholders of the first server that reads it
 */
record UsersFile(String path, Set<Handler> handlers, Exposure exposure, Placeholders placeholders) {

    UsersFile(String path, List<Handler> handlers, Exposure exposure, Placeholders placeholders) {
        this(path, new LinkedHashSet<>(handlers), exposure, placeholders);
    }

    /** One file read by the realms of both. */
    UsersFile and(UsersFile other) {
        Set<Handler> both = new LinkedHashSet<>(handlers);
        both.addAll(other.handlers);
        Exposure widest = exposure.compareTo(other.exposure) >= 0 ? exposure : other.exposure;
        return new UsersFile(path, both, widest, placeholders);
    }
}
