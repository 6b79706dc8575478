package dev.watchword.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it into the archive. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Watchword.class.getPackage().getImplementationVersion())
                .orElse("from its class folder");
        return new String[] {"watchword " + version, "Java " + Runtime.version()};
    }
}
