package dev.watchword.agent.enforce;

import dev.watchword.agent.reset.system.Texts;
import dev.watchword.rootfs.RootFs;
import dev.watchword.rootfs.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The files of libpwquality in the order in which it reads them: those of its folder by name, then the main one, which wins. */
final class QualityFiles {

    static final String MAIN = "/etc/security/pwquality.conf";
    static final String FOLDER = "/etc/security/pwquality.conf.d";

    /** The file that Watchword writes. */
    static final String OURS = FOLDER + "/50-watchword.conf";

    private static final int MOST_FILES = 1_000;

    private QualityFiles() {}

    /** All settings; empty when one of the files cannot be read. */
    static Optional<QualitySettings> read(RootFs root) {
        return read(root, Optional.empty(), false);
    }

    /** All settings as they would be with these lines in our file; without any, as if it were not there. */
    static Optional<QualitySettings> readWith(RootFs root, List<String> ours) {
        return read(root, Optional.of(ours), true);
    }

    private static Optional<QualitySettings> read(RootFs root, Optional<List<String>> ours, boolean replaced) {
        TreeSet<String> paths = new TreeSet<>();
        switch (root.list(FOLDER, MOST_FILES)) {
            case RootFs.Listed.Entries entries -> {
                if (entries.cut()) {
                    return Optional.empty();
                }
                entries.names().stream()
                        .filter(name -> name.endsWith(".conf"))
                        .forEach(name -> paths.add(FOLDER + "/" + name));
            }
            case RootFs.Listed.Refused refused -> {
                if (!(refused.why() instanceof Unreadable.Missing)) {
                    return Optional.empty();
                }
            }
        }
        if (replaced) {
            paths.add(OURS);
        }
        List<String> inOrder = new ArrayList<>(paths);
        inOrder.add(MAIN);
        QualitySettings settings = QualitySettings.NONE;
        for (String path : inOrder) {
            Optional<List<String>> lines = replaced && path.equals(OURS) ? ours : lines(root, path);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            settings = settings.with(lines.get());
        }
        return Optional.of(settings);
    }

    private static Optional<List<String>> lines(RootFs root, String path) {
        return root.stat(path) instanceof RootFs.Stat.Refused refused && refused.why() instanceof Unreadable.Missing
                ? Optional.of(List.of())
                : Texts.lines(root, path);
    }
}
