package dev.watchword.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code up}: the main job with its defaults. */
@Command(
        name = "up",
        description = "Scan this machine with the default settings and show what was found.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private ScanCommand scan = new ScanCommand();

    @Override
    public Integer call() {
        return scan.call();
    }
}
