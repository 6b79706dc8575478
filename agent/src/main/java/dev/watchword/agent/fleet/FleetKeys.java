package dev.watchword.agent.fleet;

import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.machine.SealedFile;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.FleetKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys with which this machine marks passwords, sealed on its disk: the fleet's, one that is being proposed, and, before there is
 * either, one of the machine's own. Safe for use by many threads.
 */
public final class FleetKeys {

    private static final String FILE = "fleet-key";
    private static final String PROPOSED = "fleet-key-proposed";
    private static final String CARRIED = "fleet-key-carried";
    private static final String BY_HAND = "watchword/mark/v1";
    private static final String OWN = "watchword/mark-of-one-machine/v1";
    private static final int MOST_FORMER = 200;

    private final SealedFile file;
    private final SealedFile carried;
    private final SealedFile proposed;
    private final Disk disk;
    private final byte[] localKey;

    /** @param localKey 32 bytes that seal what is kept on this machine's disk */
    public FleetKeys(Disk disk, byte[] localKey) {
        this.disk = disk;
        this.localKey = localKey.clone();
        this.file = new SealedFile(disk, FILE, localKey);
        this.carried = new SealedFile(disk, CARRIED, localKey);
        this.proposed = new SealedFile(disk, PROPOSED, localKey);
    }

    /**
     * Keeps a key that an operator carried here; then none is taken from other agents, nor given to them. It lies in a file of its own, so
     * that it can be kept before there is a membership with this local key, and disturbs none with another.
     *
     * @param secret at least {@link FleetKey#BYTES} bytes
     * @throws IllegalArgumentException when it has fewer
     */
    public synchronized void keepByHand(byte[] secret) throws IOException {
        try (FleetKey key = FleetKey.from(secret, BY_HAND)) {
            write(carried, new Kept("", true, key.toBytes(), List.of()));
        }
    }

    /** Whether an operator carried the key here. */
    public synchronized boolean isByHand() throws IOException {
        Optional<Kept> kept = kept();
        kept.ifPresent(Kept::wipe);
        return kept.filter(Kept::byHand).isPresent();
    }

    /** What marks are made with now: the fleet's key, or else one of this machine alone. The caller closes it. */
    public synchronized FleetKey forMarks() throws IOException {
        Optional<FleetKey> shared = held();
        return shared.isPresent() ? shared.get() : FleetKey.from(localKey, OWN);
    }

    /** The fleet's key, if there is one. The caller closes it. */
    public synchronized Optional<FleetKey> held() throws IOException {
        return kept().map(Kept::open);
    }

    /** The project whose key is held, {@code ""} for none. */
    synchronized String project() throws IOException {
        Optional<Kept> kept = kept();
        kept.ifPresent(Kept::wipe);
        return kept.map(Kept::project).orElse("");
    }

    /** Whether the key was held before and given up: it is never taken again, whoever offers it. */
    synchronized boolean isFormer(String keyId) throws IOException {
        return former().contains(keyId);
    }

    /** Keeps the fleet's key in the place of the one before. */
    synchronized void keep(String project, FleetKey key) throws IOException {
        List<String> former = new ArrayList<>(former());
        Optional<FleetKey> before = held();
        if (before.isPresent()) {
            try (FleetKey given = before.get()) {
                if (!given.id().equals(key.id())) {
                    former.add(given.id());
                }
            }
        }
        write(
                file,
                new Kept(
                        project,
                        false,
                        key.toBytes(),
                        former.subList(Math.max(0, former.size() - MOST_FORMER), former.size())));
        dropProposal();
    }

    /** The key that is being proposed, so that a lost answer does not lose it. The caller closes it. */
    synchronized Optional<FleetKey> proposed() throws IOException {
        Optional<byte[]> secret = proposed.read();
        if (secret.isEmpty() || secret.get().length != FleetKey.BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(FleetKey.of(secret.get()));
        } finally {
            Arrays.fill(secret.get(), (byte) 0);
        }
    }

    synchronized void keepProposal(FleetKey key) throws IOException {
        byte[] secret = key.toBytes();
        proposed.write(secret);
        Arrays.fill(secret, (byte) 0);
    }

    synchronized void dropProposal() throws IOException {
        disk.delete(PROPOSED);
    }

    private List<String> former() throws IOException {
        Optional<Kept> kept = kept();
        kept.ifPresent(Kept::wipe);
        return kept.map(Kept::former).orElse(List.of());
    }

    private Optional<Kept> kept() throws IOException {
        Optional<Kept> byHand = kept(carried);
        return byHand.isPresent() ? byHand : kept(file);
    }

    private static Optional<Kept> kept(SealedFile from) throws IOException {
        Optional<byte[]> json = from.read();
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Wire.read(json.get(), Kept.class).filter(Kept::isWhole);
        } finally {
            Arrays.fill(json.get(), (byte) 0);
        }
    }

    private static void write(SealedFile to, Kept kept) throws IOException {
        byte[] json = Wire.write(kept);
        to.write(json);
        Arrays.fill(json, (byte) 0);
        kept.wipe();
    }

    /** Its form on disk; the key is Base64 in JSON. */
    private record Kept(String project, boolean byHand, byte[] key, List<String> former) {

        boolean isWhole() {
            return key.length == FleetKey.BYTES;
        }

        FleetKey open() {
            FleetKey opened = FleetKey.of(key);
            wipe();
            return opened;
        }

        void wipe() {
            Arrays.fill(key, (byte) 0);
        }

        @Override
        public String toString() {
            return "Kept";
        }
    }
}
