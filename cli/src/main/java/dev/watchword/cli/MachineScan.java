package dev.watchword.cli;

import dev.watchword.account.AccountStore;
import dev.watchword.account.AccountStores;
import dev.watchword.account.ServiceType;
import dev.watchword.account.session.LocalSessions;
import dev.watchword.agent.scan.ScanTarget;
import dev.watchword.audit.AuditOptions;
import dev.watchword.audit.HostInventory;
import dev.watchword.audit.Inventory;
import dev.watchword.audit.MachineName;
import dev.watchword.image.source.StorePlaces;
import dev.watchword.rootfs.RootFs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every credential store of a root file system, and the options of it that {@code scan} and {@code up} share. */
final class MachineScan {

    @Option(names = "--root", paramLabel = "DIR", description = "The root to scan. Default: /")
    private @Nullable Path root;

    @Option(
            names = "--services",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Only these kinds of account: system, mysql, redis, tomcat, ftp, http, snmp, postgresql. Default: all")
    private @Nullable List<String> services;

    @Option(
            names = "--offline-only",
            description =
                    "Read files only. Otherwise a running MySQL, MariaDB or PostgreSQL is asked for its accounts over its local"
                            + " socket, as the machine's own administrator; the report lists each such session.")
    private boolean offlineOnly;

    @Mixin
    private AuditArguments arguments = new AuditArguments();

    @Mixin
    private ReportArguments report = new ReportArguments();

    /** Whether a root was named. */
    boolean namesRoot() {
        return root != null;
    }

    /** The root that is scanned. */
    Path root() {
        return root == null ? Path.of("/") : root;
    }

    /** What an agent scans that does the same. */
    ScanTarget target() {
        return new ScanTarget(root(), offlineOnly);
    }

    AuditArguments arguments() {
        return arguments;
    }

    ReportArguments report() {
        return report;
    }

    /** Scans, reports, and gives the exit status. */
    int run(MemoryPlace memory) {
        Path folder = root();
        Set<ServiceType> wanted = wanted();
        if (!Files.isDirectory(folder)) {
            throw Failure.usage("--root " + folder + " is not a folder");
        }
        Instant startedAt = Instant.now();
        Inventory inventory = new Inventory();
        try (RootFs rootFs = HostInventory.open(folder, inventory::remark)) {
            String host = arguments.host().orElseGet(() -> MachineName.of(rootFs));
            AuditOptions options = arguments.options(host, inventory::remark);
            Optional<LocalSessions> sessions = offlineOnly ? Optional.empty() : Optional.of(new LocalSessions());
            HostInventory.read(rootFs, store -> wanted.contains(store.service()), sessions, inventory);
            sessions.ifPresent(all -> all.sessions().forEach(inventory::session));
            requireSomething(folder, inventory, wanted);
            StorePlaces.in(rootFs)
                    .forEach(store -> inventory.remark("there are container images in " + store
                            + ", which this scan does not open: scan --image " + inside(folder, store)));
            return ScanRun.run(rootFs.name(), startedAt, inventory, options, memory, report);
        }
    }

    private static Path inside(Path root, String path) {
        return root.resolve(path.substring(1));
    }

    /** The kinds of account that are asked for. */
    Set<ServiceType> wanted() {
        Set<ServiceType> readable =
                AccountStores.all().stream().map(AccountStore::service).collect(Collectors.toSet());
        if (services == null) {
            return readable;
        }
        Set<ServiceType> wanted = EnumSet.noneOf(ServiceType.class);
        for (String name : services) {
            wanted.add(Arrays.stream(ServiceType.values())
                    .filter(type -> type.wireName().equals(name) && readable.contains(type))
                    .findFirst()
                    .orElseThrow(() -> Failure.usage("--services knows "
                            + readable.stream()
                                    .map(ServiceType::wireName)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ", not '" + name + "'")));
        }
        return wanted;
    }

    /** A root without any store is more likely a wrong folder than a safe machine. */
    private void requireSomething(Path root, Inventory inventory, Set<ServiceType> wanted) {
        if (inventory.stores().isEmpty() && inventory.incomplete().isEmpty() && services == null) {
            inventory.incomplete(
                    wanted.iterator().next(),
                    root.toString(),
                    "no credential store was found; is this a root file system?");
        }
    }
}
