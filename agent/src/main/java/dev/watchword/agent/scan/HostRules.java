package dev.watchword.agent.scan;

import dev.watchword.protocol.ScanReport;
import dev.watchword.rootfs.RootFs;
import java.util.Optional;

/** Reads what a host demands of new passwords. */
@FunctionalInterface
public interface HostRules {

    /** Rules that nobody can read. */
    HostRules UNKNOWN = root -> Optional.empty();

    /** The rules of the machine with this root; empty when they cannot be told. */
    Optional<ScanReport.Rules> of(RootFs root);
}
