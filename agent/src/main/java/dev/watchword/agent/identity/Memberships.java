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

/**
 * Keeps the membership on the agent's disk, in one file, so that it changes whole or not at all; beside it keys that the server may
 * not know yet, and those of before, which resets may still be sealed for.
 */
public final class Memberships {

    private static final String FILE = "membership";
    private static final String NEXT = "keys-next";
    private static final String FORMER = "keys-former";

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

    /** Keys that were offered to the server, or will be; empty when no change is under way. */
    public Optional<AgentKeys> next() throws IOException {
        return keys(NEXT);
    }

    /** The keys of before the last change. */
    public Optional<AgentKeys> former() throws IOException {
        return keys(FORMER);
    }

    /** Keeps keys that are about to be offered. */
    public void keepNext(AgentKeys keys) throws IOException {
        disk.write(NEXT, Wire.write(KeptKeys.of(keys)));
    }

    /** Gives keys up that the server does not want. */
    public void dropNext() throws IOException {
        disk.delete(NEXT);
    }

    /**
     * The server goes by these keys now. Wherever this is interrupted, the present keys or the next ones are found again.
     *
     * @return the membership with them
     */
    public Membership adopt(Membership membership, AgentKeys next) throws IOException {
        Membership changed = membership.keyed(next);
        disk.write(FORMER, Wire.write(KeptKeys.of(membership.keys())));
        keep(changed);
        disk.delete(NEXT);
        return changed;
    }

    private Optional<AgentKeys> keys(String file) throws IOException {
        return disk.read(file).flatMap(json -> Wire.read(json, KeptKeys.class)).flatMap(KeptKeys::keys);
    }

    /** Keys on disk. */
    private record KeptKeys(String signingKey, String openingKey) {

        static KeptKeys of(AgentKeys keys) {
            return new KeptKeys(
                    Kept.base64(keys.signing().toBytes()),
                    Kept.base64(keys.opening().toBytes()));
        }

        Optional<AgentKeys> keys() {
            try {
                return Optional.of(
                        new AgentKeys(SigningKey.of(Kept.bytes(signingKey)), OpeningKey.of(Kept.bytes(openingKey))));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return "KeptKeys";
        }
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
