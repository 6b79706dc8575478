package dev.watchword.agent.reset;

import dev.watchword.agent.machine.Disk;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.OpeningKey;
import dev.watchword.protocol.ResetOpener;
import dev.watchword.protocol.ResetSealer;
import dev.watchword.protocol.SealedReset;
import dev.watchword.protocol.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * One agent, one host and one server in a world that decides everything by a seed: messages are lost, come late, twice and
 * in another order; machine and agent stop before or after any write; clocks jump, machines sleep; somebody changes the
 * server's queue, and somebody else the host's passwords. What happened is compared with what is allowed.
 */
final class ResetSimulation {

    private static final int STEPS = 45;
    private static final List<String> ACCOUNTS = List.of("root", "root", "admin", "missing", "locked", "redis:default");
    private static final SecureRandom SECURE = new SecureRandom();
    private static final SigningKey SERVER_KEY = SigningKey.generate(SECURE);
    private static final ResetSealer FORGER = new ResetSealer(SigningKey.generate(SECURE));
    private static final OpeningKey AGENT_KEY = OpeningKey.generate(SECURE);
    private static final ResetOpener OPENER =
            new ResetOpener(SimulatedServer.HOST, List.of(AGENT_KEY), Set.of(SERVER_KEY.publicKey()));

    private final long seed;
    private final Random random;
    private final ResetRules rules;
    private final SimulatedMachine machine;
    private final SimulatedServer server = new SimulatedServer(new ResetSealer(SERVER_KEY), AGENT_KEY);
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, String> passwords = new TreeMap<>(Map.of("root", "old", "admin", "old", "locked", "old"));
    private final Set<String> applied = new HashSet<>();
    private final Map<String, Long> newestApplied = new HashMap<>();
    private final List<long[]> boots = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private final Set<String> overwritten = new HashSet<>();
    private final Set<String> foundInterrupted = new HashSet<>();
    private boolean calm;
    private boolean storeBusy;
    private boolean readOnly;
    private Resets agent;

    private ResetSimulation(long seed, ResetRules rules) {
        this.seed = seed;
        this.random = new Random(seed);
        this.rules = rules;
        this.machine = new SimulatedMachine(random);
        this.agent = started();
    }

    /** Runs one seed; returns how each reset ended, by word. */
    static List<String> run(long seed, ResetRules rules) {
        ResetSimulation world = new ResetSimulation(seed, rules);
        try {
            for (int i = 0; i < STEPS; i++) {
                world.guarded(world::step);
            }
            world.comeToRest();
        } catch (IOException e) {
            throw world.wrong("an agent that cannot work: " + e.getMessage());
        }
        return world.server.resets.stream()
                .map(each -> (each.state + " " + each.reason).strip())
                .toList();
    }

    private void step() throws IOException {
        switch (random.nextInt(14)) {
            case 0, 1 ->
                server.request(
                        ACCOUNTS.get(random.nextInt(ACCOUNTS.size())),
                        random.nextInt(3) == 0,
                        machine.time(),
                        random.nextBoolean() ? 30_000 + random.nextInt(300_000) : 2_592_000_000L);
            case 2, 3, 4, 5, 6 -> turn();
            case 7 -> reboot();
            case 8 -> restart();
            case 9 -> machine.jump(random.nextInt(-4_000_000, 4_000_000) * (random.nextBoolean() ? 1L : 1_000L));
            case 10 -> machine.pass(random.nextInt(400_000));
            case 11 -> {
                overwritten.add(passwords.get("root"));
                passwords.put("root", "by hand " + random.nextInt());
            }
            case 12 -> {
                offerOlderBesideNewer();
                tamper();
            }
            default -> {
                storeBusy = random.nextInt(4) == 0;
                readOnly = random.nextInt(6) == 0;
            }
        }
        machine.pass(random.nextInt(5_000));
        while (!late.isEmpty() && random.nextBoolean()) {
            late.remove(random.nextInt(late.size())).run();
        }
    }

    private void turn() throws IOException {
        Heard asking = Heard.asking(machine);
        hinder(20_000);
        CommandBatch batch = server.commands(machine.time());
        hinder(100_000);
        if (calm || random.nextInt(6) > 0) {
            agent.heard(asking, batch);
        }
    }

    /** Anything that makes time go by while the agent waits for something. */
    private void hinder(int most) {
        if (calm) {
            machine.pass(10);
            return;
        }
        machine.pass(random.nextInt(4) == 0 ? random.nextInt(most) : random.nextInt(200));
        if (random.nextInt(12) == 0) {
            machine.sleep(random.nextInt(3_000_000));
        }
        if (random.nextInt(12) == 0) {
            server.request("root", false, machine.time(), 2_592_000_000L);
        }
        if (random.nextInt(40) == 0) {
            machine.jump(random.nextInt(-4_000_000, 4_000_000));
        }
    }

    private void mayCrash() {
        if (!calm && random.nextInt(25) == 0) {
            throw new SimulatedCrash();
        }
    }

    private void guarded(Step step) throws IOException {
        try {
            step.run();
        } catch (SimulatedCrash crash) {
            if (random.nextBoolean()) {
                reboot();
            } else {
                restart();
            }
        } catch (IOException e) {
            if (calm) {
                throw e;
            }
        }
    }

    private void reboot() {
        machine.reboot();
        boots.add(new long[] {machine.bootedAt()});
        agent = started();
    }

    private void restart() {
        agent = started();
    }

    private Resets started() {
        PasswordPlace place = new Place();
        return new Resets(
                machine, new CrashingDisk(), () -> OPENER, new PasswordPlaces(place, Map.of()), this::tell, rules);
    }

    private boolean tell(String id, String state, String detail) {
        if (detail.contains("interrupted")) {
            checkInterrupted(id);
        }
        mayCrash();
        hinder(5_000);
        int fate = calm ? 9 : random.nextInt(10);
        Runnable arrival = () -> {
            server.hear(id, state, detail, machine.time());
            checkShown();
        };
        if (fate == 0) {
            return false;
        }
        if (fate == 1) {
            late.add(arrival);
            return false;
        }
        arrival.run();
        if (fate == 2) {
            late.add(arrival);
        }
        mayCrash();
        return fate != 3;
    }

    /** Somebody who can write the server's queue, but has neither its key nor the agent's. */
    private void tamper() {
        List<SimulatedServer.Shown> open = server.resets.stream()
                .filter(each -> !each.closed && !each.withdrawn)
                .toList();
        List<SimulatedServer.Shown> over = server.resets.stream()
                .filter(each -> applied.contains(each.id)
                        || each.reason.equals("superseded") && newestUsed(each.account) > each.counter)
                .toList();
        if (!over.isEmpty() && random.nextBoolean()) {
            SimulatedServer.Shown again = over.get(random.nextInt(over.size()));
            again.closed = false;
            again.withdrawn = false;
            return;
        }
        if (open.isEmpty()) {
            return;
        }
        SimulatedServer.Shown victim = open.get(random.nextInt(open.size()));
        if (random.nextBoolean()) {
            SealedReset sealed = SealedReset.parse(victim.envelope).orElseThrow();
            victim.offered = FORGER.seal(
                            sealed.terms(), AGENT_KEY.publicKey(), "forged".getBytes(StandardCharsets.UTF_8))
                    .toText();
        } else {
            victim.offered = server.resets.get(random.nextInt(server.resets.size())).envelope;
        }
    }

    /** A list in which a reset stands that the server took back, beside the one that took its place. */
    private void offerOlderBesideNewer() throws IOException {
        Optional<SimulatedServer.Shown> older = server.resets.stream()
                .filter(each -> each.reason.equals("superseded") && !each.closed)
                .filter(each -> server.resets.stream()
                        .anyMatch(newer -> newer.account.equals(each.account)
                                && newer.counter > each.counter
                                && server.isPending(newer)
                                && newer.offered.equals(newer.envelope)
                                && newer.expires - machine.time() > 1_000_000_000L))
                .findFirst();
        if (older.isPresent()) {
            older.get().withdrawn = false;
            try {
                turn();
            } finally {
                older.get().withdrawn = true;
            }
        }
    }

    private long newestUsed(String account) {
        try {
            return ResetJournal.read(new PlainDisk()).counter(account);
        } catch (IOException e) {
            throw wrong("a journal that cannot be read");
        }
    }

    private void comeToRest() throws IOException {
        calm = true;
        storeBusy = false;
        readOnly = false;
        restart();
        turn();
        SimulatedServer.Shown last = server.request("root", false, machine.time(), 2_592_000_000L);
        // The machine was off when that was asked for: its next boot is enough.
        reboot();
        for (int i = 0; i < 3; i++) {
            turn();
            late.forEach(Runnable::run);
            late.clear();
        }
        server.expire(machine.time());
        checkShown();
        if (!last.state.equals("verified") || !last.password.equals(passwords.get("root"))) {
            throw wrong("a reset in quiet times did not come about: " + last);
        }
        for (SimulatedServer.Shown each : server.resets) {
            if (server.isPending(each)) {
                throw wrong("still waits after a boot: " + each);
            }
            boolean gone = foundInterrupted.contains(each.id);
            if (applied.contains(each.id) && !each.state.equals("verified") && !gone) {
                throw wrong("was applied, but is shown otherwise: " + each);
            }
        }
        if (!ResetJournal.read(new PlainDisk()).entries().isEmpty()) {
            throw wrong("the journal keeps what is over");
        }
    }

    /** A reset that was interrupted may have been applied only if somebody changed the password before the agent could look. */
    private void checkInterrupted(String id) {
        foundInterrupted.add(id);
        for (SimulatedServer.Shown each : server.resets) {
            if (each.id.equals(id) && applied.contains(id) && !overwritten.contains(each.password)) {
                throw wrong("was applied, and is told to be interrupted: " + each);
            }
        }
    }

    private void checkShown() {
        for (SimulatedServer.Shown each : server.resets) {
            if (server.isInEffect(each) && !applied.contains(each.id)) {
                throw wrong("is shown as applied, but was not: " + each);
            }
        }
    }

    private void applied(String account, String password) {
        SimulatedServer.Shown reset = server.resets.stream()
                .filter(each -> each.password.equals(password))
                .findFirst()
                .orElseThrow(() -> wrong("a password that the server never sealed"));
        long now = machine.time();
        if (!applied.add(reset.id)) {
            throw wrong("applied twice: " + reset);
        }
        if (!reset.account.equals(account)) {
            throw wrong("applied to " + account + ": " + reset);
        }
        if (now >= reset.expires) {
            throw wrong("applied after its time: " + reset);
        }
        if (newestApplied.merge(account, reset.counter, Math::max) > reset.counter) {
            throw wrong("applied after a newer one: " + reset);
        }
        if (reset.supersededAt < now - Heard.FRESH_MILLIS) {
            throw wrong("applied after a newer one had taken its place: " + reset);
        }
        if (!reset.atOnce && boots.stream().noneMatch(boot -> boot[0] > reset.acceptedAt)) {
            throw wrong("applied without a boot: " + reset);
        }
        if (newestUsed(account) < reset.counter) {
            throw wrong("applied before its counter was kept: " + reset);
        }
    }

    private AssertionError wrong(String what) {
        return new AssertionError("seed " + seed + ": " + what);
    }

    private interface Step {
        void run() throws IOException;
    }

    /** The host's store: whole changes only, which is tested elsewhere; here it may be busy, slow, and the machine may stop. */
    private final class Place implements PasswordPlace {

        @Override
        public Setting set(String account, byte[] password, Permit permit) {
            mayCrash();
            if (!passwords.containsKey(account)) {
                return new Setting.Refused(Failure.ACCOUNT_MISSING);
            }
            if (account.equals("locked")) {
                return new Setting.Refused(Failure.ACCOUNT_LOCKED);
            }
            if (readOnly) {
                return new Setting.Refused(Failure.READ_ONLY);
            }
            if (storeBusy) {
                machine.pass(permit.patience().toMillis());
                return new Setting.Refused(Failure.STORE_BUSY);
            }
            hinder(90_000);
            if (!permit.stands()) {
                return new Setting.Refused(Failure.STALLED);
            }
            String text = new String(password, StandardCharsets.UTF_8);
            applied(account, text);
            passwords.put(account, text);
            mayCrash();
            return random.nextInt(5) == 0 ? new Setting.Unsure() : new Setting.Done();
        }

        @Override
        public Held holds(String account, byte[] password) {
            return Held.of(new String(password, StandardCharsets.UTF_8).equals(passwords.get(account)));
        }

        @Override
        public Set<Obstacle> obstacles(String account) {
            return Set.of();
        }
    }

    /** What is on the disk, without any mishap. */
    private class PlainDisk implements Disk {

        @Override
        public Optional<byte[]> read(String name) throws IOException {
            return Optional.ofNullable(files.get(name)).map(byte[]::clone);
        }

        @Override
        public void write(String name, byte[] content) throws IOException {
            files.put(name, content.clone());
        }

        @Override
        public void delete(String name) throws IOException {
            files.remove(name);
        }

        @Override
        public List<String> list(String prefix) {
            return files.keySet().stream()
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    /** Writes whole files or not at all, fails at times, and is the last thing that the agent does at other times. */
    private final class CrashingDisk extends PlainDisk {

        @Override
        public void write(String name, byte[] content) throws IOException {
            mayCrash();
            mayFail();
            hinder(20_000);
            super.write(name, content);
            mayFail();
            mayCrash();
        }

        private void mayFail() throws IOException {
            if (!calm && random.nextInt(40) == 0) {
                throw new IOException("no space left on device");
            }
        }
    }
}
