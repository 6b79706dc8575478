package dev.watchword.agent.simulation;

import dev.watchword.agent.machine.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A disk that keeps what was made durable, and on which the machine may crash at any change: before it, or after it. */
public final class MemoryDisk implements Disk {

    private final Map<String, byte[]> files = new TreeMap<>();
    private int changesUntilCrash = Integer.MAX_VALUE;
    private boolean crashAfter;

    /** The machine went down. No code of the agent catches it. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Crashes at one of the next changes. */
    public void crashWithin(int changes, RandomGenerator random) {
        changesUntilCrash = 1 + random.nextInt(changes);
        crashAfter = random.nextBoolean();
    }

    public void crashNoMore() {
        changesUntilCrash = Integer.MAX_VALUE;
    }

    @Override
    public synchronized Optional<byte[]> read(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    @Override
    public synchronized void write(String name, byte[] content) throws IOException {
        if (content.length > LARGEST) {
            throw new IOException("too large");
        }
        boolean crash = --changesUntilCrash <= 0;
        if (!crash || crashAfter) {
            files.put(name, content.clone());
        }
        if (crash) {
            throw new Crash();
        }
    }

    @Override
    public synchronized void delete(String name) {
        boolean crash = --changesUntilCrash <= 0;
        if (!crash || crashAfter) {
            files.remove(name);
        }
        if (crash) {
            throw new Crash();
        }
    }

    @Override
    public synchronized List<String> list(String prefix) {
        return files.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }
}
