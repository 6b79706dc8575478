package dev.watchword.agent.link;

import dev.watchword.agent.machine.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Numbers the agent's requests. A hundred numbers are made durable at a time; after a restart it goes on from the end of those, so that no
 * number is used twice. Not safe for use by several threads.
 */
final class Counter {

    static final int STEP = 100;

    /** How far an unsigned answer may push it at a time: there must be numbers left for longer than anybody can push. */
    static final long FARTHEST = 1_000_000_000;

    private static final String FILE = "counter-";

    private final Disk disk;
    private final String file;
    private long last;
    private long durable;

    private Counter(Disk disk, String file, long last) {
        this.disk = disk;
        this.file = file;
        this.last = last;
        this.durable = last;
    }

    /**
     * The counter of this agent; one of a former membership is dropped.
     *
     * @throws IOException when the file cannot be read or is damaged
     */
    static Counter open(Disk disk, String agentId) throws IOException {
        String file = FILE + agentId;
        for (String other : disk.list(FILE)) {
            if (!other.equals(file)) {
                disk.delete(other);
            }
        }
        String text = new String(disk.read(file).orElse(new byte[] {'0'}), StandardCharsets.US_ASCII);
        if (!text.matches("[0-9]{1,18}")) {
            throw new IOException("the file counter is damaged: enrol this machine again");
        }
        return new Counter(disk, file, Long.parseLong(text));
    }

    /** A number that no request had, durably. */
    long next() throws IOException {
        if (last >= durable) {
            long end = last + STEP;
            disk.write(file, Long.toString(end).getBytes(StandardCharsets.US_ASCII));
            durable = end;
        }
        return ++last;
    }

    /** Goes on after this number, when it is ahead and near enough. */
    void goOnAfter(long number) {
        if (number > last && number - last <= FARTHEST) {
            last = number;
        }
    }
}
