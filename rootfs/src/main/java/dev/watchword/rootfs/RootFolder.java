package dev.watchword.rootfs;

import java.nio.file.Path;
import java.util.function.Consumer;

/** A folder as a root file system in the safest way that this machine has. */
public final class RootFolder {

    private RootFolder() {}

    /**
     * Opens it; the caller closes.
     *
     * @param folder that exists
     * @param remarks hears in one sentence when only the second best way is at hand
     */
    public static RootFs open(Path folder, Consumer<String> remarks) {
        return HostRootFs.open(folder).orElseGet(() -> {
            remarks.accept("files are opened without openat2 (it takes Linux 5.6 and /proc): somebody who may write a"
                    + " file's folder could make the scan wait");
            return FolderRootFs.at(folder);
        });
    }
}
