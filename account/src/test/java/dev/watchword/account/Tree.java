package dev.watchword.account;

import dev.watchword.rootfs.FolderRootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is made into a root file system, file by file. */
public final class Tree {

    private final Path folder;

    public Tree(Path folder) {
        this.folder = folder;
    }

    public Tree file(String path, String... lines) {
        return bytes(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public Tree bytes(String path, byte[] content) {
        try {
            Files.createDirectories(at(path).getParent());
            Files.write(at(path), content);
            return this;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    public Tree link(String path, String target) {
        try {
            Files.createDirectories(at(path).getParent());
            Files.createSymbolicLink(at(path), Path.of(target));
            return this;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    public Tree fifo(String path) {
        try {
            Files.createDirectories(at(path).getParent());
            if (new ProcessBuilder("mkfifo", at(path).toString()).start().waitFor() != 0) {
                throw new AssertionError("mkfifo failed");
            }
            return this;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    public Path at(String path) {
        return Path.of(folder + path);
    }

    /** What the store tells of this tree. */
    public RecordingSink read(AccountStore store) {
        RecordingSink sink = new RecordingSink();
        store.read(FolderRootFs.at(folder), sink);
        return sink;
    }
}
