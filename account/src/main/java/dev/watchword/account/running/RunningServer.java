package dev.watchword.account.running;

import java.util.List;
import java.util.Optional;

/**
 * A server that runs.
 *
 * @param process its folder in {@code /proc}
 * @param program the name of its program, without folder
 * @param arguments of its command line, the program's own name not among them
 * @param workingFolder where it stands, against which it reads relative paths
 */
public record RunningServer(String process, String program, List<String> arguments, Optional<String> workingFolder) {

    public RunningServer {
        arguments = List.copyOf(arguments);
    }

    /** The value of an option: {@code --name=value}, {@code --name value}; the last one counts. */
    public Optional<String> option(String name) {
        Optional<String> found = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.startsWith(name + "=")) {
                found = Optional.of(word.substring(name.length() + 1));
            } else if (word.equals(name) && i + 1 < arguments.size()) {
                found = Optional.of(arguments.get(i + 1));
            }
        }
        return found;
    }

    /** A path of its command line as an absolute one; empty when it is relative and nobody knows to what. */
    public Optional<String> path(String written) {
        if (written.startsWith("/")) {
            return Optional.of(written);
        }
        return workingFolder.filter(folder -> folder.startsWith("/")).map(folder -> folder + "/" + written);
    }
}
