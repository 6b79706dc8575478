package dev.watchword.cli;

import dev.watchword.agent.images.ImageSettings;
import dev.watchword.image.registry.AddressRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a scanner may do for images. */
final class ScannerArguments {

    @Option(
            names = "--image-cpu-share",
            paramLabel = "PERCENT",
            defaultValue = "50",
            description = "Of one processor core, for reading images, besides --cpu-share. Default: ${DEFAULT-VALUE}")
    private int share = 50;

    @Option(
            names = "--image-address",
            paramLabel = "ADDRESS[/BITS]",
            description =
                    "A network that is not public in which registries may be, if the server says that they are there,"
                            + " such as 10.0.0.0/8. May be given several times. Default: none")
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--image-keep-days",
            paramLabel = "DAYS",
            defaultValue = "30",
            description =
                    "Keep the store files that were read of images, sealed, for so long after they were last needed,"
                            + " so that new words need no new pulls. Default: ${DEFAULT-VALUE}")
    private int days = 30;

    @Option(
            names = "--image-keep-mib",
            paramLabel = "MIB",
            defaultValue = "1024",
            description = "Keep at most so much of them; 0 keeps nothing. Default: ${DEFAULT-VALUE}")
    private int mebibytes = 1_024;

    ImageSettings settings() {
        if (share < 1 || share > 100) {
            throw Failure.usage("--image-cpu-share is 1 to 100");
        }
        if (days < 0 || mebibytes < 0) {
            throw Failure.usage("--image-keep-days and --image-keep-mib are not negative");
        }
        List<AddressRule.Network> networks = addresses.stream()
                .map(text -> AddressRule.Network.parse(text)
                        .orElseThrow(() ->
                                Failure.usage("--image-address is an address or ADDRESS/BITS, not '" + text + "'")))
                .toList();
        return new ImageSettings(share / 100.0, networks, Duration.ofDays(days), (long) mebibytes << 20);
    }

    /** The same as words of a command line. */
    List<String> words() {
        settings();
        List<String> words = new ArrayList<>(List.of(
                "--image-cpu-share",
                Integer.toString(share),
                "--image-keep-days",
                Integer.toString(days),
                "--image-keep-mib",
                Integer.toString(mebibytes)));
        addresses.forEach(address -> words.addAll(List.of("--image-address", address)));
        return words;
    }
}
