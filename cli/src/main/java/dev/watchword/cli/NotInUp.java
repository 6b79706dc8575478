package dev.watchword.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code scan} that {@code up} does not take: it knows them, and says why, but does not offer them. */
final class NotInUp {

    @Option(
            names = {"--image", "--platform", "--registry-host", "--allow-address", "--registry-ca", "--registry-login"
            },
            hidden = true)
    private List<String> images = List.of();

    @Option(names = "--plain-http", hidden = true)
    private boolean plainHttp;

    @Option(names = "--memory", hidden = true)
    private @Nullable String memory;

    void refuse() {
        if (!images.isEmpty() || plainHttp) {
            throw Failure.usage("up scans a machine; images are read by watchword scan --image");
        }
        if (memory != null) {
            throw Failure.usage("up shares its agent's memory, in the folder that --data names; watchword scan --memory"
                    + " takes another");
        }
    }
}
