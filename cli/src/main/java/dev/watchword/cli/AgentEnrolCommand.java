package dev.watchword.cli;

import dev.watchword.agent.fleet.FleetKeys;
import dev.watchword.agent.identity.ServerAddress;
import dev.watchword.agent.identity.ThisHost;
import dev.watchword.agent.link.Addresses;
import dev.watchword.agent.link.Enrolment;
import dev.watchword.agent.link.HttpTransport;
import dev.watchword.agent.link.Transport;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.run.AgentHome;
import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.HostFacts;
import dev.watchword.rootfs.FolderRootFs;
import dev.watchword.rootfs.RootFs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent enrol}: makes this machine a member. */
@Command(
        name = "enrol",
        description = {
            "Make this machine a member of a server's fleet.",
            "The keys are made here and never leave the machine. The token is good once: other users may see it in the"
                    + " process list until then, so prefer --token-file or standard input where others log in."
        },
        mixinStandardHelpOptions = true)
final class AgentEnrolCommand implements Callable<Integer> {

    private static final int LONGEST_TOKEN = 128;
    private static final int LONGEST_FLEET_KEY = 4_096;

    @Mixin
    private AgentPlace place = new AgentPlace();

    @Option(names = "--server", required = true, paramLabel = "URL", description = "The server's address.")
    private String server = "";

    @Option(names = "--token", paramLabel = "TOKEN", description = "The one-time token.")
    private @Nullable String token;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Read the token from this file; without both options from standard input.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--server-key",
            paramLabel = "SHA256:HEX",
            description = "The fingerprint that was shown with the token; no server with another key is believed.")
    private @Nullable String fingerprint;

    @Option(names = "--proxy", paramLabel = "HOST:PORT", description = "Reach the server by this HTTP proxy.")
    private String proxy = "";

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust the authorities of this PEM file instead.")
    private @Nullable Path authority;

    @Option(
            names = "--fleet-key-file",
            paramLabel = "FILE",
            description =
                    "A secret of at least 32 bytes that you carry to all agents: passwords are marked with it, so that the"
                            + " server sees which accounts of different machines share one. Without it agents make such"
                            + " a secret and pass it on among themselves, and trust the server to say who is one of"
                            + " them; with it they neither take nor give any.")
    private @Nullable Path fleetKey;

    @Option(names = "--root", hidden = true, paramLabel = "DIR", description = "What the agent takes for its machine.")
    private Path root = Path.of("/");

    @Override
    public Integer call() {
        ServerAddress.problem(server, proxy).ifPresent(reason -> {
            throw Failure.usage(reason);
        });
        if (fingerprint != null && !fingerprint.matches("SHA256:[0-9a-f]{64}")) {
            throw Failure.usage("--server-key is SHA256: and 64 hexadecimal digits");
        }
        String secret = token();
        ServerAddress address = new ServerAddress(
                server,
                proxy,
                authority == null ? "" : authority.toAbsolutePath().toString());
        try (AgentHome home = AgentHome.open(place.folder());
                RootFs files = FolderRootFs.at(root);
                Transport transport = HttpTransport.to(address)) {
            Optional<byte[]> carried = carriedKey();
            HostFacts facts = ThisHost.facts(
                    files, Addresses.towards(address), LinuxMachine.here().bootId(), Version.number());
            Enrolment enrolment = new Enrolment(transport, home.disk());
            if (carried.isPresent()) {
                // Before the token is used: no machine is to be a member without the key that it was to have.
                new FleetKeys(home.disk(), enrolment.localKey()).keepByHand(carried.get());
                Arrays.fill(carried.get(), (byte) 0);
            }
            return told(enrolment.enrol(address, secret, Optional.ofNullable(fingerprint), facts));
        } catch (IOException e) {
            throw Failure.failed("this machine was not enrolled: " + Reasons.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted");
        }
    }

    private Optional<byte[]> carriedKey() throws IOException {
        if (fleetKey == null) {
            return Optional.empty();
        }
        byte[] key = bounded(fleetKey, LONGEST_FLEET_KEY);
        if (key.length < FleetKey.BYTES) {
            throw new IOException("a fleet key has at least " + FleetKey.BYTES + " bytes");
        }
        return Optional.of(key);
    }

    private int told(Enrolment.Result result) {
        return switch (result) {
            case Enrolment.Enrolled enrolled -> {
                System.out.println("enrolled: " + enrolled.membership());
                System.out.println("the server's key is "
                        + enrolled.membership().fingerprint()
                        + (fingerprint == null ? "; compare it with the one that was shown with the token" : ""));
                yield Exit.DONE;
            }
            case Enrolment.Refused refused ->
                throw Failure.failed("this machine was not enrolled: " + refused.reason());
        };
    }

    private String token() {
        if (token != null && tokenFile != null) {
            throw Failure.usage("--token and --token-file exclude each other");
        }
        String found = (token != null ? token : tokenFile != null ? line(tokenFile) : standardInput()).strip();
        if (found.isEmpty() || found.length() > LONGEST_TOKEN) {
            throw Failure.usage("that is no enrolment token");
        }
        return found;
    }

    private static String line(Path file) {
        try {
            return new String(bounded(file, LONGEST_TOKEN + 2), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.failed("the token cannot be read: " + Reasons.of(e));
        }
    }

    private static byte[] bounded(Path file, int most) throws IOException {
        try (var input = Files.newInputStream(file)) {
            byte[] content = input.readNBytes(most + 1);
            if (content.length > most) {
                throw new IOException(file + " is longer than " + most + " bytes");
            }
            return content;
        }
    }

    private static String standardInput() {
        if (System.console() != null && System.console().isTerminal()) {
            char[] typed = System.console().readPassword("token: ");
            return typed == null ? "" : new String(typed);
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw Failure.failed("standard input cannot be read");
        }
    }
}
