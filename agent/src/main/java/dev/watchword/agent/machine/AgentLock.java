package dev.watchword.agent.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Keeps a second agent off a folder, for as long as it is open and its process lives. */
public final class AgentLock implements AutoCloseable {

    private final FileChannel channel;

    private AgentLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, which exists; empty when another agent has it.
     *
     * @throws IOException when the lock cannot be made
     */
    public static Optional<AgentLock> take(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return Optional.of(new AgentLock(channel));
            }
        } catch (OverlappingFileLockException e) {
            // this process has it already
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
