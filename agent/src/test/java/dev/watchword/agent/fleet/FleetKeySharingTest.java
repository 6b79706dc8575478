package dev.watchword.agent.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.agent.simulation.VirtualMachine;
import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.FleetKeyAnswer;
import dev.watchword.protocol.FleetKeyTerms;
import dev.watchword.protocol.SealedFleetKey;
import dev.watchword.protocol.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Agents and a mailbox that may be against them. */
class FleetKeySharingTest {

    private static final String ONE = "00000000-0000-4000-8000-000000000001";
    private static final String TWO = "00000000-0000-4000-8000-000000000002";
    private static final String THREE = "00000000-0000-4000-8000-000000000003";
    private static final String FOUR = "00000000-0000-4000-8000-000000000004";

    private final MailboxServer server = new MailboxServer();
    private final Party one = new Party(ONE);
    private final Party two = new Party(TWO);

    /** An agent with a disk of its own. */
    private final class Party {
        private final Membership member;
        private final VirtualMachine machine = new VirtualMachine(7);
        private final MemoryDisk disk = new MemoryDisk();
        private final FleetKeys keys = new FleetKeys(disk, new byte[32]);
        private Optional<FleetKeySharing> sharing = Optional.empty();

        Party(String agentId) {
            member = server.member(agentId);
        }

        Optional<Outcome> turn() throws IOException, InterruptedException {
            if (sharing.isEmpty()) {
                restart();
            }
            machine.pass(Duration.ofHours(2));
            return sharing.orElseThrow().turn();
        }

        void restart() throws IOException {
            new Memberships(disk).keep(member);
            Link link = Link.open(server.transport(), machine, disk, member);
            sharing = Optional.of(new FleetKeySharing(machine, member.agentId(), link, keys, MailboxServer.RANDOM));
        }

        String held() throws IOException {
            return keys.held().map(FleetKey::id).orElse("");
        }
    }

    @Test
    void makesTheKeyAndGivesItToWhoeverLacksIt() throws Exception {
        one.turn();
        assertEquals(server.current, one.held());
        server.recipients = List.of(MailboxServer.recipient(two.member));
        one.turn();
        assertEquals(1, server.given.size());
        server.recipients = List.of();
        server.copies =
                List.of(MailboxServer.copy(one.member, server.given.getFirst().sealed()));
        assertEquals(Optional.empty(), two.turn());
        assertEquals(one.held(), two.held());
        byte[] digest = new byte[16];
        assertEquals(one.keys.forMarks().mark(digest), two.keys.forMarks().mark(digest));
    }

    @Test
    void marksUnderAKeyOfItsOwnUntilThereIsOne() throws Exception {
        byte[] digest = new byte[16];
        String before = one.keys.forMarks().mark(digest);
        assertEquals(before, one.keys.forMarks().mark(digest), "always the same");
        assertNotEquals(
                before,
                new FleetKeys(one.disk, HexFormat.of().parseHex("01".repeat(32)))
                        .forMarks()
                        .mark(digest));
        one.turn();
        assertTrue(one.keys.forMarks().mark(digest).startsWith(server.current));
    }

    @Test
    void goesOnWithWhatItProposedWhenTheAnswerWasLost() throws Exception {
        one.turn();
        String won = server.current;
        Party late = new Party(THREE);
        server.current = "";
        server.losesTheAnswer = true;
        assertInstanceOf(Outcome.Later.class, late.turn().orElseThrow());
        server.losesTheAnswer = false;
        server.current = "";
        late.turn();
        String proposed = server.current;
        assertEquals(proposed, late.held());

        // The answer to a proposal alone is lost: the next answer names the key, and it is known.
        Party unlucky = new Party(FOUR);
        FleetKey kept = FleetKey.generate(MailboxServer.RANDOM);
        unlucky.keys.keepProposal(kept);
        server.current = kept.id();
        unlucky.turn();
        assertEquals(kept.id(), unlucky.held());
        assertNotEquals(won, proposed);
    }

    @Test
    void takesTheWinnersKeyWhenAnotherWasFirst() throws Exception {
        one.turn();
        FleetKey lost = FleetKey.generate(MailboxServer.RANDOM);
        two.keys.keepProposal(lost);
        two.turn();
        assertEquals("", two.held());
        assertTrue(two.keys.proposed().isEmpty(), "it gave its own up");
        server.copies = List.of(copyFor(two, server.current, one.keys.held().orElseThrow()));
        two.turn();
        assertEquals(one.held(), two.held());
    }

    @Test
    void makesAnotherWhenItsProposalIsRefused() throws Exception {
        server.refusesProposals = true;
        one.turn();
        assertEquals("", one.held());
        assertTrue(one.keys.proposed().isEmpty());
        server.refusesProposals = false;
        one.turn();
        assertEquals(server.current, one.held());
    }

    @Test
    void takesNothingThatIsForgedOrForOthers() throws Exception {
        FleetKey key = FleetKey.generate(MailboxServer.RANDOM);
        FleetKey another = FleetKey.generate(MailboxServer.RANDOM);
        server.current = key.id();
        FleetKeyTerms right = new FleetKeyTerms("p1", key.id(), ONE, TWO);
        SigningKey signer = one.member.keys().signing();
        var theirs = two.member.keys().opening().publicKey();
        for (SealedFleetKey bad : List.of(
                SealedFleetKey.seal(SigningKey.generate(MailboxServer.RANDOM), theirs, right, key),
                SealedFleetKey.seal(signer, theirs, new FleetKeyTerms("p2", key.id(), ONE, TWO), key),
                SealedFleetKey.seal(signer, theirs, new FleetKeyTerms("p1", key.id(), ONE, THREE), key),
                SealedFleetKey.seal(signer, theirs, new FleetKeyTerms("p1", another.id(), ONE, TWO), another),
                SealedFleetKey.seal(signer, theirs, right, another),
                SealedFleetKey.seal(signer, one.member.keys().opening().publicKey(), right, key))) {
            server.copies = List.of(MailboxServer.copy(one.member, bad.toText()));
            two.turn();
            assertEquals("", two.held());
            server.copies = List.of();
            two.turn();
            assertEquals(ONE, server.said.getLast().unusable(), "the server is told, to ask somebody else");
        }
        server.copies = List.of(MailboxServer.copy(one.member, "no copy at all"));
        two.turn();
        assertEquals("", two.held());
    }

    @Test
    void neverGoesBackToAKeyThatItGaveUp() throws Exception {
        one.turn();
        String first = one.held();
        FleetKey old = one.keys.held().orElseThrow();
        server.current = "";
        one.turn();
        String second = one.held();
        assertNotEquals(first, second);
        server.current = first;
        server.copies = List.of(copyFor(one, first, old));
        one.turn();
        assertEquals(second, one.held());
    }

    @Test
    void staysWithItsProject() throws Exception {
        one.turn();
        String held = one.held();
        server.project = "p2";
        server.current = "";
        server.recipients = List.of(MailboxServer.recipient(two.member));
        one.turn();
        server.current = held;
        one.turn();
        assertEquals(held, one.held());
        assertEquals(List.of(), server.given);
    }

    @Test
    void givesOnlyTheKeyThatHoldsAndNotToItself() throws Exception {
        one.turn();
        server.recipients = List.of(MailboxServer.recipient(one.member));
        one.turn();
        server.recipients = List.of(MailboxServer.recipient(two.member));
        server.current = "0".repeat(16);
        one.turn();
        assertEquals(List.of(), server.given);
    }

    @Test
    void leavesAKeyThatAnOperatorCarriedAlone() throws Exception {
        byte[] secret = "a secret of some operator, 32 bytes or more".getBytes(StandardCharsets.US_ASCII);
        one.keys.keepByHand(secret);
        two.keys.keepByHand(secret);
        server.recipients = List.of(MailboxServer.recipient(two.member));
        one.turn();
        assertEquals(List.of(), server.said, "the server hears nothing of it");
        assertEquals(one.held(), two.held());
    }

    @Test
    void asksAServerOfBeforeOnlyNowAndThen() throws Exception {
        server.isOfBefore = true;
        assertEquals(Optional.empty(), one.turn(), "the conversation goes on");
        assertTrue(one.sharing.orElseThrow().pause().compareTo(Duration.ofMinutes(59)) > 0);
    }

    @Test
    void keepsNoKeyInClear() throws Exception {
        one.turn();
        byte[] secret = one.keys.held().orElseThrow().toBytes();
        one.keys.keepProposal(FleetKey.of(secret));
        for (String name : one.disk.list("")) {
            String file = HexFormat.of().formatHex(one.disk.read(name).orElseThrow());
            assertFalse(file.contains(HexFormat.of().formatHex(secret)), name);
        }
    }

    private FleetKeyAnswer.Copy copyFor(Party to, String keyId, FleetKey key) {
        FleetKeyTerms terms = new FleetKeyTerms("p1", keyId, one.member.agentId(), to.member.agentId());
        return MailboxServer.copy(
                one.member,
                SealedFleetKey.seal(
                                one.member.keys().signing(),
                                to.member.keys().opening().publicKey(),
                                terms,
                                key)
                        .toText());
    }
}
