package dev.watchword.cli;

import dev.watchword.account.AccountStore;
import dev.watchword.account.AccountStores;
import dev.watchword.account.ServiceType;
import dev.watchword.audit.AuditOptions;
import dev.watchword.audit.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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

    @Mixin
    private MachineScan machine = new MachineScan();

    @Option(
            names = "--image",
            paramLabel = "REF|FILE",
            description = "A container image: a reference to a registry, an archive of docker save or of an OCI layout,"
                    + " the folder of one, a local store such as /var/lib/docker or"
                    + " /var/lib/containers/storage, or one image of it: docker-daemon:NAME,"
                    + " containers-storage:NAME. May be given several times.")
    private List<String> images = List.of();

    @Mixin
    private ImageArguments imageArguments = new ImageArguments();

    @Mixin
    private MemoryArgument memory = new MemoryArgument();

    @Override
    public Integer call() {
        if (images.isEmpty()) {
            return machine.run(memory.place());
        }
        if (machine.namesRoot()) {
            throw Failure.usage("--root names a machine and --image an image: give one of them");
        }
        return scanImages(machine.wanted());
    }

    private int scanImages(Set<ServiceType> wanted) {
        Instant startedAt = Instant.now();
        Inventory inventory = new Inventory();
        String host = machine.arguments().host().orElseGet(() -> ImageScan.name(images));
        AuditOptions options = machine.arguments().options(host, inventory::remark);
        List<AccountStore> stores = AccountStores.all().stream()
                .filter(store -> wanted.contains(store.service()))
                .toList();
        new ImageScan(imageArguments, stores, inventory).read(images);
        return ScanRun.run(String.join(", ", images), startedAt, inventory, options, memory.place(), machine.report());
    }
}
