package dev.watchword.rootfs;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of files that a reader will probably ask for. It is a hint for root file systems that are read once from
 * front to back, as the layers of an image are: what it names is kept on the way. It is never a bound on what can be
 * seen, since a file that it does not name is read when somebody asks for it, only later and dearer.
 *
 * @param names whole file names, without their folders
 * @param endings ends of file names, such as {@code .conf}
 */
public record Interest(Set<String> names, Set<String> endings) {

    /** Nothing in particular. */
    public static final Interest NONE = new Interest(Set.of(), Set.of());

    public Interest {
        names = Set.copyOf(names);
        endings = Set.copyOf(endings);
    }

    /** Files of these names, and no endings. */
    public static Interest inNames(String... names) {
        return new Interest(Set.of(names), Set.of());
    }

    /** Files with these endings, and no names. */
    public static Interest inEndings(String... endings) {
        return new Interest(Set.of(), Set.of(endings));
    }

    /** What either of the two asks for. */
    public Interest and(Interest other) {
        Set<String> allNames = new HashSet<>(names);
        allNames.addAll(other.names);
        Set<String> allEndings = new HashSet<>(endings);
        allEndings.addAll(other.endings);
        return new Interest(allNames, allEndings);
    }

    /** Whether a file of this name is probably asked for. */
    public boolean in(String name) {
        return names.contains(name) || endings.stream().anyMatch(name::endsWith);
    }
}
