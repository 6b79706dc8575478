package dev.watchword.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it into the archive. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"watchword " + found().orElse("from its class folder"), "Java " + Runtime.version()};
    }

    /** One word. */
    static String number() {
        return found().orElse("unpacked");
    }

    private static Optional<String> found() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
    }
}
