package dev.watchword.cli;

import dev.watchword.account.ServiceType;
import dev.watchword.account.file.HashFile;
import dev.watchword.audit.AuditOptions;
import dev.watchword.audit.Inventory;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.SchemeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit}: files of hashes, wherever they came from. */
@Command(
        name = "audit",
        description = "Find weak passwords in files of hashes: shadow, passwd, htpasswd, user:hash, or bare hashes.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of hashes; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--scheme",
            paramLabel = "NAME",
            description = "Read every hash as this scheme (see formats) instead of by its shape.")
    private @Nullable String scheme;

    @Mixin
    private AuditArguments arguments = new AuditArguments();

    @Mixin
    private MemoryArgument memory = new MemoryArgument();

    @Mixin
    private ReportArguments report = new ReportArguments();

    @Override
    public Integer call() {
        Optional<SchemeId> forced = Optional.ofNullable(scheme).map(AuditCommand::known);
        Instant startedAt = Instant.now();
        Inventory inventory = new Inventory();
        AuditOptions options = arguments.options(arguments.host().orElse(""), inventory::remark);
        List<String> failures = new ArrayList<>();
        for (String file : files) {
            read(file, forced, inventory).ifPresent(failures::add);
        }
        if (failures.size() == files.size()) {
            throw Failure.failed(failures.getFirst());
        }
        return ScanRun.run(String.join(", ", files), startedAt, inventory, options, memory.place(), report);
    }

    private static SchemeId known(String name) {
        return HashSchemes.all().stream()
                .map(HashScheme::id)
                .filter(id -> id.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.usage("--scheme knows "
                        + HashSchemes.all().stream()
                                .map(known -> known.id().name())
                                .collect(Collectors.joining(", "))
                        + ", not '" + name + "'"));
    }

    /** Why a file could not be read: it is missing from the report then, and the others are audited. */
    private static Optional<String> read(String file, Optional<SchemeId> forced, Inventory inventory) {
        if (!file.equals("-") && Files.isDirectory(Path.of(file))) {
            inventory.incomplete(ServiceType.OTHER, file, "is a folder");
            return Optional.of(file + " is a folder: name the files, or use scan --root");
        }
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            new HashFile(InstantSource.system(), forced).read(in, file, inventory);
            return Optional.empty();
        } catch (IOException e) {
            inventory.incomplete(ServiceType.OTHER, file, Reasons.of(e));
            return Optional.of(file + " could not be read: " + Reasons.of(e));
        }
    }
}
