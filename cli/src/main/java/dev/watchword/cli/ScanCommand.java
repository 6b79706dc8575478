package dev.watchword.cli;

import dev.watchword.account.AccountStore;
import dev.watchword.account.AccountStores;
import dev.watchword.account.ServiceType;
import dev.watchword.account.session.LocalSessions;
import dev.watchword.agent.scan.ScanTarget;
import dev.watchword.audit.AuditOptions;
import dev.watchword.audit.HostInventory;
import dev.watchword.audit.Inventory;
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
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scan}: every credential store of a root file system or of container images. */
@Command(
        name = "scan",
        description =
                "Find weak passwords on this machine, a mounted disk, a folder or in a container image. Reads only, and tries no"
                        + " password on a server.",
        mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {

    /** What is scanned. */
    static final class Target {
        @Option(names = "--root", paramLabel = "DIR", description = "The root to scan. Default: /")
        private @Nullable Path root;

        @Option(
                names = "--image",
                paramLabel = "REF|FILE",
                description =
                        "A container image: a reference to a registry, an archive of docker save or of an OCI layout,"
                                + " the folder of one, a local store such as /var/lib/docker or"
                                + " /var/lib/containers/storage, or one image of it: docker-daemon:NAME,"
                                + " containers-storage:NAME. May be given several times.")
        private List<String> images = List.of();
    }

    @ArgGroup(exclusive = true)
    private Target target = new Target();

    @Mixin
    private ImageArguments imageArguments = new ImageArguments();

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

    /** Remembers there unless the caller named a place. */
    void rememberIn(Path memory) {
        arguments.rememberIn(memory);
    }

    /** What an agent scans that does the same. */
    ScanTarget target() {
        return new ScanTarget(root(), offlineOnly);
    }

    /** Refuses images, where it is a machine that is looked at. */
    void expectNoImage(String command) {
        if (!target.images.isEmpty()) {
            throw Failure.usage(command + " scans a machine; images are read by watchword scan --image");
        }
    }

    /** The root that is scanned when no image is. */
    Path root() {
        return target.root == null ? Path.of("/") : target.root;
    }

    @Override
    public Integer call() {
        Set<ServiceType> wanted = wanted();
        return target.images.isEmpty() ? scanRoot(root(), wanted) : scanImages(wanted);
    }

    private int scanImages(Set<ServiceType> wanted) {
        Instant startedAt = Instant.now();
        Inventory inventory = new Inventory();
        String host = arguments.host().orElseGet(() -> ImageScan.name(target.images));
        AuditOptions options = arguments.options(host, inventory::remark);
        List<AccountStore> stores = AccountStores.all().stream()
                .filter(store -> wanted.contains(store.service()))
                .toList();
        new ImageScan(imageArguments, stores, inventory).read(target.images);
        return ScanRun.run(String.join(", ", target.images), startedAt, inventory, options, arguments.memory(), report);
    }

    private int scanRoot(Path root, Set<ServiceType> wanted) {
        if (!Files.isDirectory(root)) {
            throw Failure.usage("--root " + root + " is not a folder");
        }
        Instant startedAt = Instant.now();
        Inventory inventory = new Inventory();
        try (RootFs rootFs = HostInventory.open(root, inventory::remark)) {
            String host = arguments.host().orElseGet(() -> HostName.of(rootFs));
            AuditOptions options = arguments.options(host, inventory::remark);
            Optional<LocalSessions> sessions = offlineOnly ? Optional.empty() : Optional.of(new LocalSessions());
            HostInventory.read(rootFs, store -> wanted.contains(store.service()), sessions, inventory);
            sessions.ifPresent(all -> all.sessions().forEach(inventory::session));
            requireSomething(root, inventory, wanted);
            StorePlaces.in(rootFs)
                    .forEach(store -> inventory.remark("there are container images in " + store
                            + ", which this scan does not open: scan --image " + inside(root, store)));
            return ScanRun.run(rootFs.name(), startedAt, inventory, options, arguments.memory(), report);
        }
    }

    private static Path inside(Path root, String path) {
        return root.resolve(path.substring(1));
    }

    private Set<ServiceType> wanted() {
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
