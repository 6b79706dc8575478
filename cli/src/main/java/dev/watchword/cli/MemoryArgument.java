package dev.watchword.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where a command remembers what was tried. */
final class MemoryArgument {

    @Option(
            names = "--memory",
            paramLabel = "FILE|none",
            description = "Where to remember what was tried, so that nothing is tried twice."
                    + " Default: the system's or your own state folder")
    private @Nullable String memory;

    MemoryPlace place() {
        return MemoryPlace.of(Optional.ofNullable(memory));
    }
}
