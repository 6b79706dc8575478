package dev.watchword.protocol;

import java.util.List;

/**
 * The custom words of a host, whole or as the difference to a version that the agent has. Prints none of them: they are
 * often real passwords.
 *
 * @param version of the list after this, opaque
 * @param since the version that it changes, {@code ""} when it is whole
 * @param added words to add, in order
 * @param removed words to take away
 */
public record WordList(String version, String since, List<String> added, List<String> removed) {

    public WordList {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    @Override
    public String toString() {
        return "WordList[" + since + " to " + version + ", " + added.size() + " more, " + removed.size() + " less]";
    }
}
