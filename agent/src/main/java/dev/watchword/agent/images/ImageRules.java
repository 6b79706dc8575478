package dev.watchword.agent.images;

import dev.watchword.agent.scan.HostRules;
import dev.watchword.audit.image.ImageInventory;
import dev.watchword.protocol.ScanReport;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.util.Optional;
import java.util.Set;

/** Reads what an image demands of new passwords, as on a host. Belongs to one thread. */
final class ImageRules implements ImageInventory.Looker {

    /** What PAM reads for passwd(1) on the usual distributions, and what is read without PAM. */
    private static final Interest FILES = new Interest(
            Set.of(
                    "passwd",
                    "common-password",
                    "system-auth",
                    "system-auth-ac",
                    "password-auth",
                    "base-password",
                    "other",
                    "login.defs"),
            Set.of(".conf"));

    private final HostRules rules;
    private Optional<ScanReport.Rules> found = Optional.empty();

    ImageRules(HostRules rules) {
        this.rules = rules;
    }

    @Override
    public Interest interest() {
        return FILES;
    }

    @Override
    public void look(RootFs shown) {
        found = rules.of(shown);
    }

    /** The rules; empty when they cannot be told, as in an image without a system. */
    Optional<ScanReport.Rules> found() {
        return found;
    }
}
