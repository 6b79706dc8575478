package dev.watchword.account.redis;

import dev.watchword.account.StoreRef;
import java.util.List;

/**
 * One line of a configuration file.
 *
 * @param name the first word in lower case
 * @param arguments the other words, bytes as Latin-1 chars; may hold clear passwords
 * @param at where it stands
 */
record Directive(String name, List<String> arguments, StoreRef at) {

    Directive {
        arguments = List.copyOf(arguments);
    }

    /** The first argument, empty when there is none. */
    String argument() {
        return arguments.isEmpty() ? "" : arguments.getFirst();
    }

    /** Name and place only: arguments may be secrets. */
    @Override
    public String toString() {
        return name + " at " + at;
    }
}
