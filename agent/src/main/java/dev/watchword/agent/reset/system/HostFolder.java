package dev.watchword.agent.reset.system;

import dev.watchword.rootfs.RootFolder;
import dev.watchword.rootfs.RootFs;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A root whose files belong to other users too, read in the safest way that the machine has: whoever may write a file's folder can swap the
 * file while an agent that is root looks at it.
 */
public final class HostFolder {

    private static final System.Logger LOG = System.getLogger(HostFolder.class.getName());

    private HostFolder() {}

    /** Opens it; the caller closes. */
    public static RootFs open(Path folder) {
        return RootFolder.open(folder, remark -> LOG.log(System.Logger.Level.DEBUG, remark));
    }

    /** What is read there, as long as it is open. */
    public static <T> T read(Path folder, Function<RootFs, T> reading) {
        try (RootFs root = open(folder)) {
            return reading.apply(root);
        }
    }
}
