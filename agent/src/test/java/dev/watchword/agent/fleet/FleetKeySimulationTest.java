package dev.watchword.agent.fleet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.FleetKeyAnswer;
import dev.watchword.protocol.FleetKeyTerms;
import dev.watchword.protocol.OpeningKey;
import dev.watchword.protocol.SealedFleetKey;
import dev.watchword.protocol.SealingKey;
import dev.watchword.protocol.SigningKey;
import dev.watchword.protocol.VerificationKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One key in the long run, known to no server, from nobody else, and never one of before: whatever happens. */
class FleetKeySimulationTest {

    private static final int FEW_SEEDS = 200;
    private static final int SEEDS = 500;
    private static final int MANY_SEEDS = 10_000;

    /** Held, as loggers that nobody holds forget their level. */
    private static final Logger LOG = Logger.getLogger(FleetKeySharing.class.getName());

    private static final Logger LINK_LOG = Logger.getLogger("dev.watchword.agent.link.Link");

    @BeforeAll
    static void beQuiet() {
        LOG.setLevel(Level.OFF);
        LINK_LOG.setLevel(Level.OFF);
    }

    @Test
    void keepsTheRulesInManyWorlds() throws Exception {
        keepsTheRules(FEW_SEEDS);
    }

    @Tag("long")
    @Test
    void keepsTheRulesInTenThousandWorlds() throws Exception {
        keepsTheRules(MANY_SEEDS);
    }

    private static void keepsTheRules(int seeds) throws Exception {
        Map<String, Integer> happened = new TreeMap<>();
        for (long seed = 0; seed < seeds; seed++) {
            run(seed, new FleetKeyRules(), FleetKeySimulation.Hostile::new)
                    .forEach((what, times) -> happened.merge(what, times, Integer::sum));
        }
        // A simulation in which one of these never happens tests nothing of it.
        for (String what : List.of(
                "made", "taken", "changed", "revoked", "crash", "lost", "late", "twice", "answer lost", "rubbish")) {
            assertTrue(happened.getOrDefault(what, 0) > 0, what + " never happened: " + happened);
        }
    }

    private static Map<String, Integer> run(
            long seed, FleetKeyRules rules, BiFunction<Long, SigningKey, SimulatedMailbox> mailbox) throws Exception {
        return FleetKeySimulation.run(seed, rules, key -> mailbox.apply(seed, key));
    }

    /** What is broken in one way. */
    private record Bug(String name, FleetKeyRules rules, BiFunction<Long, SigningKey, SimulatedMailbox> mailbox) {

        Bug(String name, FleetKeyRules rules) {
            this(name, rules, FleetKeySimulation.Hostile::new);
        }

        Bug(String name, BiFunction<Long, SigningKey, SimulatedMailbox> mailbox) {
            this(name, new FleetKeyRules(), mailbox);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Each rule of {@link FleetKeyRules} broken, and those of the mailbox that the agents rely on. */
    static Stream<Bug> plantedBugs() {
        return Stream.of(
                new Bug("follows the server into another project", new FleetKeyRules() {
                    @Override
                    boolean isOfItsProject(String project, String told) {
                        return true;
                    }
                }),
                new Bug("takes a key again that it gave up", new FleetKeyRules() {
                    @Override
                    boolean mayTake(FleetKeys keys, String keyId) {
                        return true;
                    }
                }),
                new Bug("forgets what it proposed", new FleetKeyRules() {
                    @Override
                    void beforeProposing(FleetKeys keys, FleetKey key) {
                        // Nothing is kept.
                    }
                }),
                new Bug("takes its own proposal for the fleet's key", new FleetKeyRules() {
                    @Override
                    boolean isTheFleets(FleetKey proposed, String named) {
                        return true;
                    }
                }),
                new Bug("believes whoever signed", new FleetKeyRules() {
                    @Override
                    Optional<FleetKey> opened(
                            SealedFleetKey copy, FleetKeyTerms terms, List<OpeningKey> keys, VerificationKey sender) {
                        return super.opened(copy, terms, keys, sender)
                                .or(() -> copy.open(terms, keys, FleetKeySimulation.FORGER.publicKey()));
                    }
                }),
                new Bug("believes copies of other projects", new FleetKeyRules() {
                    @Override
                    Optional<FleetKey> opened(
                            SealedFleetKey copy, FleetKeyTerms terms, List<OpeningKey> keys, VerificationKey sender) {
                        FleetKeyTerms theirs = new FleetKeyTerms(
                                FleetKeySimulation.THEIRS, terms.keyId(), terms.senderId(), terms.recipientId());
                        return super.opened(copy, terms, keys, sender).or(() -> copy.open(theirs, keys, sender));
                    }
                }),
                new Bug("believes copies for others", new FleetKeyRules() {
                    @Override
                    Optional<FleetKey> opened(
                            SealedFleetKey copy, FleetKeyTerms terms, List<OpeningKey> keys, VerificationKey sender) {
                        FleetKeyTerms others = new FleetKeyTerms(
                                terms.projectId(), terms.keyId(), terms.senderId(), FleetKeySimulation.SOMEBODY);
                        return super.opened(copy, terms, keys, sender).or(() -> copy.open(others, keys, sender));
                    }
                }),
                new Bug("sends the key in clear", new FleetKeyRules() {
                    @Override
                    SealedFleetKey sealed(SigningKey sender, SealingKey recipient, FleetKeyTerms terms, FleetKey key) {
                        byte[] copy = Base64.getDecoder()
                                .decode(super.sealed(sender, recipient, terms, key)
                                        .toText());
                        // The ciphertext, with its tag, stands before the signature and its length.
                        System.arraycopy(key.toBytes(), 0, copy, copy.length - (64 + 4) - (32 + 16), 32);
                        return SealedFleetKey.parse(Base64.getEncoder().encodeToString(copy))
                                .orElseThrow();
                    }
                }),
                new Bug("does not say what it cannot open", new FleetKeyRules() {
                    @Override
                    String complaint(String senderId) {
                        return "";
                    }
                }),
                new Bug(
                        "a mailbox that keeps the key of revoked agents",
                        (seed, key) -> new FleetKeySimulation.Hostile(seed, key) {
                            @Override
                            boolean isSpent() {
                                return false;
                            }
                        }),
                new Bug("a mailbox that asks nobody", (seed, key) -> new FleetKeySimulation.Hostile(seed, key) {
                    @Override
                    List<FleetKeyAnswer.Recipient> asked(String holder) {
                        return List.of();
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("plantedBugs")
    void noticesEachBrokenRule(Bug bug) throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                run(seed, bug.rules(), bug.mailbox());
            } catch (AssertionError noticed) {
                System.out.println(bug + ": " + noticed.getMessage());
                return;
            }
        }
        throw new AssertionError(SEEDS + " worlds in which nobody noticed: " + bug);
    }
}
