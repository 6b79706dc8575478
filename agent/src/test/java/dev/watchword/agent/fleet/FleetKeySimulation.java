package dev.watchword.agent.fleet;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Transport;
import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.agent.simulation.VirtualMachine;
import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.FleetKeyAnswer;
import dev.watchword.protocol.FleetKeyState;
import dev.watchword.protocol.FleetKeyTerms;
import dev.watchword.protocol.SealedFleetKey;
import dev.watchword.protocol.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The agents of a project and their mailbox in a world that decides everything by a seed: calls and answers are lost, come late, twice and
 * in another order; agents crash before or after any write, are revoked and join; a mailbox, or whoever stands in its place, hands on copies
 * that are forged, for others or of another project. What happened is compared with what is allowed.
 */
final class FleetKeySimulation {

    private static final int AGENTS = 4;
    private static final int STEPS = 40;
    private static final String OURS = "p1";
    static final String THEIRS = "p2";
    static final String SOMEBODY = "00000000-0000-4000-8000-000000000009";
    private static final MailboxServer KEYS = new MailboxServer();
    private static final List<Membership> MEMBERS = IntStream.rangeClosed(1, AGENTS)
            .mapToObj(i -> KEYS.member("00000000-0000-4000-8000-00000000000" + i))
            .toList();
    private static final FleetKey FOREIGN = FleetKey.generate(MailboxServer.RANDOM);
    static final SigningKey FORGER = SigningKey.generate(MailboxServer.RANDOM);
    private static final Duration CALM = Duration.ofHours(12);

    private final long seed;
    private final Random random;
    private final FleetKeyRules rules;
    private final SimulatedMailbox mailbox;
    private final List<Party> parties = new ArrayList<>();
    private final List<Transport.Outgoing> late = new ArrayList<>();
    private final Map<String, byte[]> secrets = new TreeMap<>();
    private final Map<String, Integer> happened = new TreeMap<>();
    private boolean calm;

    /** An agent, on a disk that outlives its crashes. */
    private final class Party {
        private final Membership member;
        private final VirtualMachine machine = new VirtualMachine(random.nextLong());
        private final MemoryDisk disk = new MemoryDisk();
        private final FleetKeys keys = new FleetKeys(disk, new byte[32]);
        private final List<String> had = new ArrayList<>();
        private @Nullable FleetKeySharing sharing;

        Party(Membership member) {
            this.member = member;
        }

        void turn() throws Exception {
            try {
                FleetKeySharing agent = sharing == null ? started() : sharing;
                sharing = agent;
                agent.turn();
            } catch (MemoryDisk.Crash crash) {
                count("crash");
                disk.crashNoMore();
                sharing = null;
            }
        }

        private FleetKeySharing started() throws IOException {
            new Memberships(disk).keep(member);
            Link link = Link.open(FleetKeySimulation.this::send, machine, disk, member);
            return new FleetKeySharing(machine, member.agentId(), link, keys, MailboxServer.RANDOM, rules);
        }

        String held() throws IOException {
            return keys.held().map(FleetKey::id).orElse("");
        }

        boolean isRevoked() {
            return mailbox.revoked.contains(member.agentId());
        }
    }

    private FleetKeySimulation(long seed, FleetKeyRules rules, Function<SigningKey, SimulatedMailbox> server) {
        this.seed = seed;
        this.random = new Random(seed);
        this.rules = rules;
        this.mailbox = server.apply(KEYS.key);
        MEMBERS.forEach(mailbox::enrol);
        parties.add(new Party(MEMBERS.get(0)));
        parties.add(new Party(MEMBERS.get(1)));
    }

    /** Runs one seed; returns how often what happened. */
    static Map<String, Integer> run(long seed, FleetKeyRules rules, Function<SigningKey, SimulatedMailbox> server)
            throws Exception {
        FleetKeySimulation world = new FleetKeySimulation(seed, rules, server);
        for (int i = 0; i < STEPS; i++) {
            world.step();
        }
        world.comeToRest();
        return world.happened;
    }

    private void step() throws Exception {
        Party party = parties.get(random.nextInt(parties.size()));
        switch (random.nextInt(14)) {
            case 0 -> {
                if (parties.size() < AGENTS) {
                    parties.add(new Party(MEMBERS.get(parties.size())));
                }
            }
            case 1 -> {
                long sound = parties.stream().filter(each -> !each.isRevoked()).count();
                if (sound > 2 && random.nextInt(3) == 0) {
                    mailbox.revoked.add(party.member.agentId());
                    count("revoked");
                }
            }
            case 2 -> party.sharing = null;
            case 3 -> party.disk.crashWithin(4, random);
            case 4 -> rubbish();
            default -> party.turn();
        }
        pass(Duration.ofSeconds(random.nextInt(random.nextInt(20) == 0 ? 100_000 : 400)));
        while (!late.isEmpty() && random.nextBoolean()) {
            mailbox.answer(late.remove(random.nextInt(late.size())));
            count("late");
        }
        judge();
    }

    /** A malicious agent of the project gives what nobody can open. */
    private void rubbish() {
        mailbox.places.values().stream()
                .filter(place -> place.wantedAt > 0
                        && place.sealed.isEmpty()
                        && !mailbox.current().isEmpty())
                .findFirst()
                .ifPresent(place -> {
                    mailbox.put(place, MEMBERS.getFirst().agentId(), "no copy at all");
                    count("rubbish");
                });
    }

    private void comeToRest() throws Exception {
        calm = true;
        for (Party party : parties) {
            party.disk.crashNoMore();
        }
        for (Duration passed = Duration.ZERO; passed.compareTo(CALM) < 0; passed = passed.plusMinutes(12)) {
            for (Party party : parties) {
                party.turn();
            }
            pass(Duration.ofMinutes(12));
            judge();
        }
        secrets.values().forEach(this::checkNobodySaw);
        Set<String> marks = new HashSet<>();
        for (Party party : parties) {
            if (party.isRevoked()) {
                check(!party.held().equals(mailbox.current()), "a revoked agent has the fleet's key");
                continue;
            }
            check(party.held().equals(mailbox.current()), "an agent without the fleet's key");
            try (FleetKey key = party.keys.forMarks()) {
                marks.add(key.mark(new byte[16]));
            }
        }
        check(marks.size() == 1, marks.size() + " marks of one password");
    }

    /** What must be so at every moment. */
    private void judge() throws IOException {
        for (Party party : parties) {
            Optional<FleetKey> held = party.keys.held();
            for (Optional<FleetKey> each : List.of(held, party.keys.proposed())) {
                each.ifPresent(key -> secrets.put(key.id(), key.toBytes()));
            }
            String id = held.map(FleetKey::id).orElse("");
            if (id.isEmpty() || (!party.had.isEmpty() && party.had.getLast().equals(id))) {
                continue;
            }
            check(!id.equals(FOREIGN.id()), "a key that is not the project's");
            check(mailbox.makers.containsKey(id), "a key that nobody made");
            check(!party.had.contains(id), "a key that was given up");
            check(OURS.equals(party.keys.project()), "a key of another project");
            party.had.add(id);
            count(
                    party.had.size() > 1
                            ? "changed"
                            : party.member.agentId().equals(mailbox.makers.get(id)) ? "made" : "taken");
        }
    }

    private void checkNobodySaw(byte[] secret) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret);
        for (byte[] body : mailbox.seen) {
            String text = new String(body, StandardCharsets.ISO_8859_1);
            check(!text.contains(base64), "a key in clear");
            int from = text.indexOf("\"sealed\":\"");
            if (from >= 0) {
                String sealed = text.substring(from + 10, text.indexOf('"', from + 10));
                if (SealedFleetKey.parse(sealed).isPresent()) {
                    String carried = new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1);
                    check(
                            !carried.contains(new String(secret, StandardCharsets.ISO_8859_1)),
                            "a key in a copy that is not sealed");
                }
            }
        }
    }

    private Transport.Reply send(Transport.Outgoing call) throws IOException {
        if (!calm && random.nextInt(8) == 0) {
            count("lost");
            if (random.nextBoolean()) {
                late.add(call);
            }
            throw new IOException("connection refused");
        }
        Transport.Reply reply = mailbox.answer(call);
        if (!calm && random.nextInt(8) == 0) {
            mailbox.answer(call);
            count("twice");
        }
        if (!calm && random.nextInt(8) == 0) {
            count("answer lost");
            throw new IOException("connection reset");
        }
        return reply;
    }

    private void pass(Duration time) {
        mailbox.now += time.toMillis();
        parties.forEach(party -> party.machine.pass(time));
    }

    private void count(String what) {
        happened.merge(what, 1, Integer::sum);
    }

    private void check(boolean right, String wrong) {
        if (!right) {
            throw new AssertionError("seed " + seed + ": " + wrong + "; "
                    + parties.stream().map(each -> each.had.toString()).collect(Collectors.joining(" ")) + ", current "
                    + mailbox.current() + ", " + happened);
        }
    }

    /** Hands on other copies than it was given, of a key that it knows itself. */
    static class Hostile extends SimulatedMailbox {
        private static final int WAYS = 6;

        private final Random random;
        private final Map<String, Set<String>> said = new TreeMap<>();

        Hostile(long seed, SigningKey key) {
            super(OURS, key);
            this.random = new Random(~seed);
        }

        /** It does not begin with it, nor goes on for ever: through a mailbox that never behaves nobody can share. */
        @Override
        FleetKeyAnswer handedOn(String agent, FleetKeyState state, FleetKeyAnswer answer) {
            said(agent).add(state.holds());
            if (answer.keyId().isEmpty() || now > Duration.ofHours(9).toMillis() || random.nextInt(4) > 0) {
                return answer;
            }
            Membership sender = MEMBERS.get(random.nextInt(AGENTS));
            return switch (random.nextInt(WAYS)) {
                case 0 ->
                    told(
                            answer,
                            OURS,
                            copy(sender, agent, new FleetKeyTerms(THEIRS, FOREIGN.id(), sender.agentId(), agent)));
                case 1 ->
                    told(
                            answer,
                            OURS,
                            copy(sender, agent, new FleetKeyTerms(OURS, FOREIGN.id(), sender.agentId(), SOMEBODY)));
                case 2 ->
                    told(
                            answer,
                            OURS,
                            sealed(
                                    FORGER,
                                    sender,
                                    agent,
                                    new FleetKeyTerms(OURS, FOREIGN.id(), sender.agentId(), agent)));
                case 3 -> {
                    Carried named =
                            copy(sender, agent, new FleetKeyTerms(OURS, answer.keyId(), sender.agentId(), agent));
                    yield told(answer, OURS, named);
                }
                case 4 ->
                    state.holds().isEmpty()
                            ? answer
                            : told(
                                    answer,
                                    THEIRS,
                                    copy(
                                            sender,
                                            agent,
                                            new FleetKeyTerms(THEIRS, FOREIGN.id(), sender.agentId(), agent)));
                default -> {
                    List<Carried> old = carried.getOrDefault(agent, List.of()).stream()
                            .filter(each -> said(agent).contains(each.keyId()))
                            .toList();
                    yield old.isEmpty() ? answer : told(answer, OURS, old.get(random.nextInt(old.size())));
                }
            };
        }

        /** The keys that an agent said it has, which it has given up when it says another. */
        private Set<String> said(String agent) {
            return said.computeIfAbsent(agent, any -> new HashSet<>());
        }

        private static FleetKeyAnswer told(FleetKeyAnswer answer, String project, Carried instead) {
            return new FleetKeyAnswer(
                    project, instead.keyId(), answer.waitSeconds(), List.of(instead.copy()), List.of());
        }

        private static Carried copy(Membership sender, String agent, FleetKeyTerms terms) {
            return sealed(sender.keys().signing(), sender, agent, terms);
        }

        private static Carried sealed(SigningKey signer, Membership sender, String agent, FleetKeyTerms terms) {
            Membership recipient = MEMBERS.stream()
                    .filter(each -> each.agentId().equals(agent))
                    .findFirst()
                    .orElseThrow();
            SealedFleetKey copy =
                    SealedFleetKey.seal(signer, recipient.keys().opening().publicKey(), terms, FOREIGN);
            return new Carried(terms.keyId(), MailboxServer.copy(sender, copy.toText()));
        }
    }
}
