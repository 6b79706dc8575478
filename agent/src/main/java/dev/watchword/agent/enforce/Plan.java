package dev.watchword.agent.enforce;

import java.util.List;

/** What would be written, before anything is. */
public sealed interface Plan {

    /**
     * It can be done.
     *
     * @param before the lines of our file, none when there is no such file
     * @param after the lines that it would have
     */
    record Ready(List<String> before, List<String> after) implements Plan {
        public Ready {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /** The difference as a person reads it. */
        public List<String> difference() {
            return java.util.stream.Stream.concat(
                            before.stream()
                                    .filter(line -> !after.contains(line))
                                    .map(line -> "-" + line),
                            after.stream()
                                    .filter(line -> !before.contains(line))
                                    .map(line -> "+" + line))
                    .toList();
        }
    }

    /** It would change nothing for any password, or cannot be judged. */
    record Useless(String why) implements Plan {}
}
