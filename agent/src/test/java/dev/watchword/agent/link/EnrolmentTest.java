package dev.watchword.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.fleet.FleetKeys;
import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.identity.ServerAddress;
import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.protocol.EnrolmentAnswer;
import dev.watchword.protocol.HostFacts;
import dev.watchword.protocol.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnrolmentTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] SECRET =
            "a secret of some operator, 32 bytes or more".getBytes(StandardCharsets.US_ASCII);

    private final SigningKey server = SigningKey.generate(RANDOM);
    private final MemoryDisk disk = new MemoryDisk();
    private int enrolled;

    @Test
    void hasTheCarriedKeyAsSoonAsItIsAMember() throws Exception {
        Membership member = enrolled(disk);
        assertTrue(new FleetKeys(disk, member.localKey()).isByHand());
    }

    /** The token is used by then: silence about it would make an operator look for another fault. */
    @Test
    void saysThatTheTokenIsUsedWhenTheMembershipCannotBeWritten() throws Exception {
        Enrolment.Refused refused = assertInstanceOf(Enrolment.Refused.class, enrol(new FullDisk(disk, "membership")));
        assertTrue(refused.reason().contains("took the token"), refused.reason());
        assertTrue(refused.reason().contains("no space left"), refused.reason());
        assertTrue(refused.reason().contains("replaces host host-1"), refused.reason());
        assertTrue(new Memberships(disk).find().isEmpty(), "no member without its key");

        Membership member = enrolled(disk);
        assertEquals("host-2", member.hostId());
        assertTrue(new FleetKeys(disk, member.localKey()).isByHand());
    }

    /** A refused enrolment leaves the member that was as it was. */
    @Test
    void takesNoKeyFromTheMemberOfBefore() throws Exception {
        Membership member = enrolled(disk);
        byte[] mark = new byte[16];
        String before = new FleetKeys(disk, member.localKey()).forMarks().mark(mark);
        assertInstanceOf(
                Enrolment.Refused.class,
                new Enrolment(call -> new Transport.Reply(401, Map.of(), new byte[0]), disk)
                        .enrol(address(), "token", Optional.empty(), facts()));
        assertEquals(before, new FleetKeys(disk, member.localKey()).forMarks().mark(mark));
    }

    private Membership enrolled(Disk on) throws Exception {
        return assertInstanceOf(Enrolment.Enrolled.class, enrol(on)).membership();
    }

    /** As the command does it. */
    private Enrolment.Result enrol(Disk on) throws Exception {
        Enrolment enrolment = new Enrolment(this::answer, on);
        new FleetKeys(on, enrolment.localKey()).keepByHand(SECRET);
        return enrolment.enrol(
                address(), "token", Optional.of(server.publicKey().fingerprint()), facts());
    }

    private Transport.Reply answer(Transport.Outgoing call) {
        enrolled++;
        byte[] body = Wire.write(new EnrolmentAnswer(
                "agent-" + enrolled,
                "host-" + enrolled,
                "host",
                List.of(Base64.getEncoder().encodeToString(server.publicKey().toBytes())),
                0));
        AgentRequest request = AgentRequest.enrolling(call.method(), call.path(), "", call.body());
        return new Transport.Reply(
                201,
                Map.of(
                        "x-watchword-signature",
                        AnswerSignature.sign(server, request, 201, body).toHeader()),
                body);
    }

    private static ServerAddress address() {
        return new ServerAddress("https://watchword.example.com", "", "");
    }

    private static HostFacts facts() {
        return new HostFacts("0123456789abcdef", "web", List.of(), "linux", "Debian", "13", "boot", "1.0");
    }

    /** A disk that has no room for one file. */
    private record FullDisk(Disk disk, String file) implements Disk {

        @Override
        public Optional<byte[]> read(String name) throws IOException {
            return disk.read(name);
        }

        @Override
        public void write(String name, byte[] content) throws IOException {
            if (name.equals(file)) {
                throw new IOException("no space left");
            }
            disk.write(name, content);
        }

        @Override
        public void delete(String name) throws IOException {
            disk.delete(name);
        }

        @Override
        public List<String> list(String prefix) throws IOException {
            return disk.list(prefix);
        }
    }
}
