package dev.watchword.image.layer;

import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What stands in a root, for comparison. */
final class Roots {

    private Roots() {}

    static @Nullable String textOrNull(RootFs root, String path) {
        if (!(root.open(path, FileLimits.CONFIGURATION) instanceof RootFs.Opened.File opened)) {
            return null;
        }
        try (BoundedInput input = opened.input()) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String refusal(RootFs root, String path) {
        return root.open(path, FileLimits.CONFIGURATION) instanceof RootFs.Opened.Refused refused
                ? refused.why().reason()
                : "opened";
    }
}
