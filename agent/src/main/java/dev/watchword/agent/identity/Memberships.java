package dev.watchword.agent.identity;

import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.OpeningKey;
import dev.watchword.protocol.SigningKey;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Keeps the membership on the agent's disk, in one file, so that it changes whole or not at all. */
public final class Memberships {

    private static final String FILE = "membership";

    private final Disk disk;

    public Memberships(Disk disk) {
        this.disk = disk;
    }

    /**
     * The membership; empty when the machine never enrolled.
     *
     * @throws IOException when it cannot be read, or is damaged
     */
    public Optional<Membership> find() throws IOException {
        Optional<byte[]> file = disk.read(FILE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Wire.read(file.get(), Kept.class)
                .flatMap(Kept::membership)
                .orElseThrow(() -> new IOException("the file membership is damaged: enrol this machine again")));
    }

    /** Keeps it in place of the former one. */
    public void keep(Membership membership) throws IOException {
        disk.write(FILE, Wire.write(Kept.of(membership)));
    }

    /** Its form on disk. */
    private record Kept(
            String url,
            String proxy,
            String authority,
            String agentId,
            String hostId,
            String role,
            String signingKey,
            String openingKey,
            List<String> serverKeys,
            String localKey) {

        static Kept of(Membership membership) {
            return new Kept(
                    membership.server().url(),
                    membership.server().proxy(),
                    membership.server().authority(),
                    membership.agentId(),
                    membership.hostId(),
                    membership.role(),
                    base64(membership.keys().signing().toBytes()),
                    base64(membership.keys().opening().toBytes()),
                    membership.serverKeys().stream()
                            .map(key -> base64(key.toBytes()))
                            .toList(),
                    base64(membership.localKey()));
        }

        Optional<Membership> membership() {
            try {
                AgentKeys keys = new AgentKeys(SigningKey.of(bytes(signingKey)), OpeningKey.of(bytes(openingKey)));
                return ServerKeyList.parse(serverKeys)
                        .map(trusted -> new Membership(
                                new ServerAddress(url, proxy, authority),
                                agentId,
                                hostId,
                                role,
                                keys,
                                trusted,
                                bytes(localKey)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static String base64(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }

        private static byte[] bytes(String base64) {
            return Base64.getDecoder().decode(base64);
        }

        @Override
        public String toString() {
            return "Kept";
        }
    }
}
