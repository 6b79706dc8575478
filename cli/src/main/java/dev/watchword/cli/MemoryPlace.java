package dev.watchword.cli;

import dev.watchword.audit.memory.Memory;
import dev.watchword.audit.memory.MemoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Where a scan's memory lives: a file that was named, the state folder of the system (root) or of the user, or nowhere.
 *
 * @param path the file, or nothing for no memory
 * @param named whether the caller named it: then it must work
 */
record MemoryPlace(Optional<Path> path, boolean named) {

    static MemoryPlace of(Optional<String> argument) {
        if (argument.isPresent()) {
            return argument.get().equals("none")
                    ? new MemoryPlace(Optional.empty(), true)
                    : at(Path.of(argument.get()));
        }
        return new MemoryPlace(Optional.of(stateFolder().resolve("memory")), false);
    }

    /** A file that must work. */
    static MemoryPlace at(Path file) {
        return new MemoryPlace(Optional.of(file), true);
    }

    private static Path stateFolder() {
        Path system = Path.of("/var/lib");
        if (Files.isWritable(system)) {
            return system.resolve("watchword");
        }
        return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".local", "state"))
                .resolve("watchword");
    }

    /** Opens the memory; a default place that cannot be used is told and done without. */
    Opened open(LineOut remarks) {
        if (path.isEmpty()) {
            return new Opened(Memory.ofThisScan(), Optional.empty());
        }
        try {
            MemoryFile file = MemoryFile.open(path.get());
            try {
                return new Opened(file.load(), Optional.of(file));
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            String reason = "the memory " + path.get() + " cannot be used: " + Reasons.of(e);
            if (named) {
                throw Failure.failed(reason);
            }
            remarks.line(reason + "; this scan remembers nothing (--memory FILE names another place)");
            return new Opened(Memory.ofThisScan(), Optional.empty());
        }
    }

    /** A memory in use. */
    record Opened(Memory memory, Optional<MemoryFile> file) implements AutoCloseable {

        /** Writes what was learnt. */
        void save() {
            try {
                memory.save(Math.toIntExact(LocalDate.now(ZoneOffset.UTC).toEpochDay()));
            } catch (IOException e) {
                throw Failure.failed("the memory could not be written: " + Reasons.of(e));
            }
        }

        @Override
        public void close() {
            if (file.isEmpty()) {
                return;
            }
            try {
                file.get().close();
            } catch (IOException e) {
                throw Failure.failed("the memory could not be closed: " + Reasons.of(e));
            }
        }
    }
}
