package dev.watchword.account.running;

import dev.watchword.rootfs.FileInfo;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.util.Optional;

/** A folder that says of itself that it is the machine. */
public record LiveRoot(RootFs folder) implements RootFs {
    @Override
    public String name() {
        return "/";
    }

    @Override
    public Opened open(String path, FileLimits limits) {
        return folder.open(path, limits);
    }

    @Override
    public Listed list(String path, int maxEntries) {
        return folder.list(path, maxEntries);
    }

    @Override
    public Stat stat(String path) {
        // a root in memory has no owners: all is root's
        return folder.stat(path) instanceof Stat.Found found && found.info().uid() < 0
                ? new Stat.Found(new FileInfo(
                        path, path, found.info().kind(), 0, found.info().modified(), 0))
                : folder.stat(path);
    }

    @Override
    public Optional<String> link(String path) {
        return path.endsWith("/fd/3") ? Optional.of("socket:[4711]") : folder.link(path);
    }
}
