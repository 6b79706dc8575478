package dev.watchword.agent.run;

import dev.watchword.agent.fleet.FleetKeySharing;
import dev.watchword.agent.fleet.FleetKeys;
import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.images.ImageJobs;
import dev.watchword.agent.images.ImageProcess;
import dev.watchword.agent.link.HttpTransport;
import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.machine.AgentLock;
import dev.watchword.agent.machine.FolderDisk;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.outbox.Outbox;
import dev.watchword.agent.program.HelperProcess;
import dev.watchword.agent.reset.PasswordPlaces;
import dev.watchword.agent.reset.ResetChoice;
import dev.watchword.agent.reset.ResetHandler;
import dev.watchword.agent.reset.service.ServicePlaces;
import dev.watchword.agent.reset.system.LoginObstacles;
import dev.watchword.agent.reset.system.PamPasswords;
import dev.watchword.agent.reset.system.ShadowPasswords;
import dev.watchword.agent.scan.Engine;
import dev.watchword.agent.scan.HostRules;
import dev.watchword.agent.scan.HostScanner;
import dev.watchword.agent.scan.ScanLimits;
import dev.watchword.agent.scan.ScanTarget;
import dev.watchword.agent.wire.Wire;
import dev.watchword.agent.words.WordCache;
import dev.watchword.agent.work.CommandHandler;
import dev.watchword.agent.work.Duty;
import dev.watchword.agent.work.Power;
import dev.watchword.agent.work.RestartHandler;
import dev.watchword.protocol.OpeningKey;
import dev.watchword.protocol.ResetOpener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that an agent lives in, held against a second agent while this is open.
 *
 * @param folder its own, mode 0700
 * @param disk on it
 * @param lock on it
 */
public record AgentHome(Path folder, FolderDisk disk, AgentLock lock) implements AutoCloseable {

    private static final String RESET_CHOICE = "reset-choice";

    /** Logins wait for it. */
    private static final Duration BOOT_CALL = Duration.ofSeconds(10);

    /**
     * Opens the folder, which is made when there is none.
     *
     * @throws IOException when it cannot be used
     * @throws InUse when an agent runs in it
     */
    public static AgentHome open(Path folder) throws IOException {
        FolderDisk made = FolderDisk.exists(folder) ? FolderDisk.beside(folder) : FolderDisk.open(folder);
        Optional<AgentLock> lock = AgentLock.take(folder);
        if (lock.isEmpty()) {
            throw new InUse(made + " is in use by an agent that runs");
        }
        return new AgentHome(folder, FolderDisk.open(folder), lock.get());
    }

    /** An agent runs in the folder. */
    public static final class InUse extends IOException {
        private static final long serialVersionUID = 1;

        InUse(String message) {
            super(message);
        }
    }

    /** Who the agent is; empty when the machine never enrolled. */
    public Optional<Membership> membership() throws IOException {
        return new Memberships(disk).find();
    }

    /** What a member's machine marks passwords with. */
    public FleetKeys fleetKeys(Membership membership) {
        return new FleetKeys(disk, membership.localKey());
    }

    /** Keeps what resets may do, for the boots to come: then no agent runs yet that was told so. */
    public void keep(ResetChoice choice) throws IOException {
        disk.write(RESET_CHOICE, Wire.write(choice));
    }

    /**
     * What resets might do when an agent last ran here.
     *
     * @throws IOException also when it is damaged: then nobody knows whether the host's policy is to decide
     */
    public ResetChoice resetChoice() throws IOException {
        Optional<byte[]> kept = disk.read(RESET_CHOICE);
        if (kept.isEmpty()) {
            return ResetChoice.DEFAULT;
        }
        return Wire.read(kept.get(), ResetChoice.class)
                .orElseThrow(() -> new IOException("the file " + RESET_CHOICE + " is damaged: start the agent anew"));
    }

    /** Where the memory of what was tried lives. */
    public Path memory() {
        return memory(folder);
    }

    static Path memory(Path folder) {
        return folder.resolve("memory");
    }

    /** Where what was read of images is kept. */
    public Path images() {
        return folder.resolve("images");
    }

    /**
     * The agent of this machine.
     *
     * @param target what it scans
     * @param power restarts the machine
     * @param rules of the host's own passwords
     * @param resets which passwords may be set, and how
     * @param images the process that reads images, started when the agent is a scanner and has images to read; empty when it is to
     *     read none
     * @param scans the process that scans with faster kernels, started when they pay; empty when it is never to be
     * @param others handlers of further kinds of commands
     */
    public Agent agent(
            Membership membership,
            ScanTarget target,
            ScanLimits limits,
            AgentSettings settings,
            Power power,
            HostRules rules,
            ResetChoice resets,
            Optional<HelperProcess> images,
            Optional<HelperProcess> scans,
            List<CommandHandler> others)
            throws IOException {
        LinuxMachine machine = LinuxMachine.here();
        WordCache words = WordCache.open(disk, membership.localKey());
        FleetKeys keys = fleetKeys(membership);
        HostScanner scanner =
                new HostScanner(target, memory(), disk, machine, limits, rules, keys, Engine.ofTheAgent());
        Link link = Link.open(HttpTransport.to(membership.server()), machine, disk, membership);
        List<CommandHandler> handlers = new ArrayList<>(others);
        handlers.add(new RestartHandler(disk, machine, power));
        handlers.add(resets(membership, target.root(), resets, machine, link));
        List<Duty> duties = new ArrayList<>();
        duties.add(new FleetKeySharing(machine, membership.agentId(), link, keys, new SecureRandom()));
        images.filter(any -> membership.readsImages())
                .ifPresent(helper -> duties.add(new ImageJobs(machine, membership, link, new ImageProcess(helper))));
        return new Agent(
                new Agent.Parts(
                        machine,
                        disk,
                        membership,
                        link,
                        Outbox.open(disk),
                        words,
                        new ScanThread(scanner, words, scans.map(helper -> new ScanProcess(helper, disk)))),
                settings.bounded(limits.told(Runtime.getRuntime().maxMemory())),
                handlers,
                duties);
    }

    /**
     * The resets of this machine's boot, without an agent that runs.
     *
     * @param root whose accounts are reset
     * @param throughPam as in {@link ResetChoice}
     */
    public BootResets bootResets(Membership membership, Path root, boolean throughPam) throws IOException {
        LinuxMachine machine = LinuxMachine.here();
        Link link = Link.open(HttpTransport.to(membership.server(), BOOT_CALL), machine, disk, membership);
        return new BootResets(
                machine,
                membership.hostId(),
                link,
                Outbox.open(disk),
                resets(membership, root, new ResetChoice(Set.of(), throughPam), machine, link));
    }

    /** Resets of the accounts of the root that is scanned: what is told weak there is mended there. */
    private CommandHandler resets(
            Membership membership, Path root, ResetChoice choice, LinuxMachine machine, Link link) {
        ShadowPasswords shadow = new ShadowPasswords(root, machine, new LoginObstacles(root, machine));
        return new ResetHandler(
                machine,
                disk,
                () -> new ResetOpener(membership.hostId(), openingKeys(link), Set.copyOf(link.serverKeys())),
                new PasswordPlaces(
                        choice.throughPam() ? new PamPasswords(shadow) : shadow,
                        ServicePlaces.of(root, choice.services())));
    }

    private static List<OpeningKey> openingKeys(Link link) {
        try {
            return link.openingKeys();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Changes the agent's own keys.
     *
     * @return what the server says to it
     */
    public Outcome changeKeys(Membership membership) throws IOException, InterruptedException {
        try (Link link = Link.open(HttpTransport.to(membership.server()), LinuxMachine.here(), disk, membership)) {
            return link.changeKeys(new SecureRandom());
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
