package dev.watchword.account;

import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileInfo;
import dev.watchword.rootfs.FileKind;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import dev.watchword.rootfs.Unreadable;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Files by path; folders are what their paths imply. */
public record MemoryRoot(Map<String, byte[]> files) implements RootFs {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Opened open(String path, FileLimits limits) {
        byte[] content = files.get(path);
        return content == null
                ? new Opened.Refused(new Unreadable.Missing())
                : new Opened.File(new BoundedInput(new ByteArrayInputStream(content), limits), info(path));
    }

    @Override
    public Listed list(String path, int maxEntries) {
        String folder = path.equals("/") ? "/" : path + "/";
        List<String> names = files.keySet().stream()
                .filter(file -> file.startsWith(folder))
                .map(file -> file.substring(folder.length()).split("/", 2)[0])
                .distinct()
                .sorted()
                .toList();
        return names.isEmpty()
                ? new Listed.Refused(new Unreadable.Missing())
                : new Listed.Entries(names.stream().limit(maxEntries).toList(), names.size() > maxEntries);
    }

    @Override
    public Stat stat(String path) {
        boolean isThere =
                files.containsKey(path) || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
        return isThere ? new Stat.Found(info(path)) : new Stat.Refused(new Unreadable.Missing());
    }

    private FileInfo info(String path) {
        FileKind kind = files.containsKey(path) ? FileKind.REGULAR : FileKind.FOLDER;
        return new FileInfo(path, path, kind, 0, Instant.EPOCH, -1);
    }
}
