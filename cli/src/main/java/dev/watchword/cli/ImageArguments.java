package dev.watchword.cli;

import dev.watchword.image.Platform;
import dev.watchword.image.registry.AddressRule;
import dev.watchword.image.registry.Credentials;
import dev.watchword.image.registry.RegistrySettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which images are meant and how registries are spoken to. */
final class ImageArguments {

    private static final int LONGEST_AUTHORITY = 1 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH|all",
            description = "Which images of an index: such as linux/arm64, or all. Default: Linux on this machine")
    private @Nullable String platform;

    @Option(
            names = "--registry-host",
            paramLabel = "HOST[:PORT]",
            description = "A host that the registry may send to, for tokens and layers. May be given several times.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--allow-address",
            paramLabel = "ADDRESS[/BITS]",
            description =
                    "A network that is not public but may be asked, such as 10.0.0.0/8. May be given several times.")
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--registry-ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) of an authority that signs your registry's.")
    private @Nullable Path authority;

    @Option(names = "--plain-http", description = "Speak to the registry without TLS.")
    private boolean plainHttp;

    @Option(
            names = "--registry-login",
            paramLabel = "FILE|none",
            description =
                    "Where logins of registries are kept. Default: what docker login, podman login or skopeo login wrote")
    private @Nullable String login;

    Predicate<Platform> platform() {
        if (platform == null) {
            return Platform.ofThisMachine()::covers;
        }
        if (platform.equals("all")) {
            // what is no image of any platform (an attestation) calls itself unknown
            return any -> !any.os().equals("unknown");
        }
        return Platform.parse(platform)
                        .orElseThrow(
                                () -> Failure.usage("--platform is OS/ARCH or OS/ARCH/VARIANT, not '" + platform + "'"))
                ::covers;
    }

    RegistrySettings registry() {
        List<AddressRule.Network> networks = addresses.stream()
                .map(text -> AddressRule.Network.parse(text)
                        .orElseThrow(() ->
                                Failure.usage("--allow-address is an address or ADDRESS/BITS, not '" + text + "'")))
                .toList();
        HashSet<String> allowed = new HashSet<>();
        hosts.forEach(host -> allowed.add(host.toLowerCase(Locale.ROOT)));
        return new RegistrySettings(new AddressRule(networks), allowed, plainHttp, authority(), credentials(), TIMEOUT);
    }

    private Optional<String> authority() {
        if (authority == null) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(authority)) {
            return Optional.of(new String(in.readNBytes(LONGEST_AUTHORITY), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw Failure.failed("the certificates of the authority cannot be read: " + Reasons.of(e));
        }
    }

    private Credentials credentials() {
        Optional<Path> file = loginFile();
        if (file.isEmpty()) {
            return Credentials.NONE;
        }
        try {
            return Credentials.read(file.get());
        } catch (IOException e) {
            throw Failure.failed("the logins of registries cannot be read: " + Reasons.of(e));
        }
    }

    private Optional<Path> loginFile() {
        if (login != null) {
            return login.equals("none") ? Optional.empty() : Optional.of(Path.of(login));
        }
        return Stream.of(
                        environment("REGISTRY_AUTH_FILE", ""),
                        environment("DOCKER_CONFIG", "config.json"),
                        environment("XDG_RUNTIME_DIR", "containers/auth.json"),
                        Optional.of(Path.of(System.getProperty("user.home"), ".docker", "config.json")))
                .flatMap(Optional::stream)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Optional<Path> environment(String variable, String below) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isEmpty())
                .map(value -> below.isEmpty() ? Path.of(value) : Path.of(value).resolve(below));
    }
}
