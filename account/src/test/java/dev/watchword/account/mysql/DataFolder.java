package dev.watchword.account.mysql;

import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.FolderRootFs;
import dev.watchword.rootfs.RootFs;
import java.nio.file.Path;

/** A root in which a server's data folder stands at a usual place, without copying it. */
record DataFolder(Path folder) implements RootFs {

    private static final String PLACE = "/var/lib/mysql";

    @Override
    public String name() {
        return "a data folder";
    }

    @Override
    public Opened open(String path, FileLimits limits) {
        return files().open(inside(path), limits);
    }

    @Override
    public Listed list(String path, int maxEntries) {
        return files().list(inside(path), maxEntries);
    }

    @Override
    public Stat stat(String path) {
        return files().stat(inside(path));
    }

    private RootFs files() {
        return FolderRootFs.at(folder);
    }

    private static String inside(String path) {
        return path.equals(PLACE)
                ? "/"
                : path.startsWith(PLACE + "/") ? path.substring(PLACE.length()) : "/nothing" + path;
    }
}
