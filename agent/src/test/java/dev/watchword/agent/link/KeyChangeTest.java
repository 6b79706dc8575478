package dev.watchword.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.agent.simulation.ModelServer;
import dev.watchword.agent.simulation.VirtualMachine;
import dev.watchword.protocol.OpeningKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** New keys in the place of old ones, whatever is lost on the way. */
class KeyChangeTest {

    private static final SecureRandom SECURE = new SecureRandom();

    private static final class World {
        private final VirtualMachine machine;
        private final ModelServer server;
        private final MemoryDisk disk = new MemoryDisk();

        World(long seed) throws IOException {
            machine = new VirtualMachine(seed);
            server = new ModelServer(machine, new SplittableRandom(seed));
            new Memberships(disk).keep(server.membership());
        }

        Membership kept() throws IOException {
            return new Memberships(disk).find().orElseThrow();
        }

        Link link() throws IOException {
            return Link.open(server, machine, disk, kept());
        }

        Outcome asks(Link link) throws IOException, InterruptedException {
            return link.get("/v1/agents/commands", "", 1 << 20);
        }
    }

    @Test
    void theServerGoesByTheNewKeysAndRefusesTheOldOnes() throws Exception {
        World world = new World(1);
        Membership before = world.kept();
        Link link = world.link();
        assertInstanceOf(Outcome.Answered.class, link.changeKeys(SECURE));
        assertInstanceOf(Outcome.Answered.class, world.asks(link), "at once");
        assertInstanceOf(Outcome.Answered.class, world.asks(world.link()), "after a restart");
        assertEquals(world.server.registered, world.kept().keys().signing().publicKey());
        assertEquals(
                List.of(
                        world.kept().keys().opening().publicKey(),
                        before.keys().opening().publicKey()),
                link.openingKeys().stream().map(OpeningKey::publicKey).toList(),
                "what was sealed before is still opened");
        MemoryDisk copy = new MemoryDisk();
        new Memberships(copy).keep(before);
        Link thief = Link.open(world.server, world.machine, copy, before);
        assertInstanceOf(Outcome.Denied.class, world.asks(thief));
        assertInstanceOf(Outcome.Denied.class, thief.changeKeys(SECURE));
        assertNotEquals(
                before.keys().signing().publicKey(),
                world.kept().keys().signing().publicKey());
    }

    @Test
    void aServerThatIsAwayLeavesTheOldKeys() throws Exception {
        World world = new World(2);
        world.server.down = true;
        assertInstanceOf(Outcome.Later.class, world.link().changeKeys(SECURE));
        world.server.down = false;
        assertInstanceOf(Outcome.Answered.class, world.asks(world.link()));
        assertEquals(world.server.agentKeys.signing().publicKey(), world.server.registered);
    }

    /** Whoever can answer in the server's place can say that it denies, but cannot make the agent take other keys. */
    @Test
    void anUnsignedDenialChangesNothing() throws Exception {
        World world = new World(3);
        world.server.down = true;
        world.link().changeKeys(SECURE);
        world.server.down = false;
        world.server.revoked = true;
        assertInstanceOf(Outcome.Denied.class, world.asks(world.link()));
        world.server.revoked = false;
        assertInstanceOf(Outcome.Answered.class, world.asks(world.link()));
    }

    /** Losses on the way there and back, and a crash at any change of the disk. */
    @Test
    void neverLosesTheKeyThatTheServerGoesBy() throws Exception {
        int changed = 0;
        for (long seed = 0; seed < 300; seed++) {
            World world = new World(seed);
            SplittableRandom chance = new SplittableRandom(seed);
            world.server.lossRate = 0.4;
            for (int i = 0; i < 3; i++) {
                world.disk.crashWithin(8, chance);
                try {
                    world.link().changeKeys(SECURE);
                } catch (MemoryDisk.Crash e) {
                    // and the agent is started anew
                }
                world.disk.crashNoMore();
            }
            world.server.lossRate = 0;
            assertInstanceOf(Outcome.Answered.class, world.asks(world.link()), "seed " + seed);
            assertEquals(world.server.registered, world.kept().keys().signing().publicKey(), "seed " + seed);
            if (!world.server.registered.equals(world.server.agentKeys.signing().publicKey())) {
                changed++;
            }
        }
        assertTrue(changed > 100, "only " + changed + " worlds had other keys at the end");
    }
}
