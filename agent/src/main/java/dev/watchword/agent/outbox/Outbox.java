package dev.watchword.agent.outbox;

import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.wire.Wire;
import dev.watchword.agent.work.Answers;
import dev.watchword.protocol.CommandAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A bounded, durable queue of letters, one file each, compressed. What was put in stays until it is taken out, whatever happens to the
 * process; only beyond the bound the oldest goes, reports first, and that is counted. Safe for use by many threads.
 */
public final class Outbox implements Answers {

    /** Bytes on the disk. */
    public static final long MOST_BYTES = 10L << 20;

    /** Letters. */
    public static final int MOST_LETTERS = 2_000;

    private static final int LONGEST_LETTER = 16 << 20;
    private static final String FILE = "letter-";
    private static final String DROPPED = "letters-dropped";

    private final Disk disk;
    private final long mostBytes;
    private final TreeMap<Long, Entry> waiting = new TreeMap<>();
    private long nextNumber;
    private long dropped;

    private Outbox(Disk disk, long mostBytes) {
        this.disk = disk;
        this.mostBytes = mostBytes;
    }

    /** A letter's file: its lane and length, so that the content need not stay in memory. */
    private record Entry(Letter.Lane lane, int length) {}

    /** A letter and its number. */
    public record Numbered(long number, Letter letter) {}

    /**
     * Opens the queue on what an earlier process left in it.
     *
     * @throws IOException when the disk fails
     */
    public static Outbox open(Disk disk) throws IOException {
        return open(disk, MOST_BYTES);
    }

    static Outbox open(Disk disk, long mostBytes) throws IOException {
        Outbox outbox = new Outbox(disk, mostBytes);
        outbox.dropped = disk.read(DROPPED).map(Outbox::number).orElse(0L);
        for (String name : disk.list(FILE)) {
            outbox.found(name);
        }
        return outbox;
    }

    @Override
    public void give(String commandId, CommandAnswer answer) throws IOException {
        put(answer(Letter.Lane.ANSWERS, commandId, answer));
    }

    /** The letter that answers a command. */
    public static Letter answer(Letter.Lane lane, String commandId, CommandAnswer answer) {
        if (!commandId.matches("[0-9A-Za-z-]{1,64}")) {
            throw new IllegalArgumentException("no id of a command");
        }
        return new Letter(lane, "/v1/agents/commands/" + commandId + "/answers", Wire.write(answer));
    }

    /**
     * Keeps a letter; durable when this returns.
     *
     * @throws IOException when the disk fails; the letter may then be kept or not
     */
    public synchronized void put(Letter letter) throws IOException {
        byte[] packed = pack(letter);
        if (packed.length > mostBytes) {
            countDropped();
            throw new IOException(letter + " is larger than the whole queue");
        }
        makeRoom(packed.length);
        long number = nextNumber++;
        disk.write(file(number, letter.lane()), packed);
        waiting.put(number, new Entry(letter.lane(), packed.length));
    }

    /** The oldest letter of a lane; one that the disk damaged is dropped and counted. */
    public synchronized Optional<Numbered> first(Letter.Lane lane) throws IOException {
        List<Long> ofLane = waiting.entrySet().stream()
                .filter(each -> each.getValue().lane() == lane)
                .map(Map.Entry::getKey)
                .toList();
        for (Long number : ofLane) {
            Optional<Letter> letter = disk.read(file(number, lane)).flatMap(packed -> unpack(lane, packed));
            if (letter.isPresent()) {
                return Optional.of(new Numbered(number, letter.get()));
            }
            drop(number);
        }
        return Optional.empty();
    }

    /** Takes a letter out that has arrived. */
    public synchronized void arrived(long number) throws IOException {
        Entry entry = waiting.get(number);
        if (entry != null) {
            disk.delete(file(number, entry.lane()));
            waiting.remove(number);
        }
    }

    /** Takes a letter out that the server does not want, and counts it. */
    public synchronized void refused(long number) throws IOException {
        if (waiting.containsKey(number)) {
            drop(number);
        }
    }

    /** How many wait. */
    public synchronized int size() {
        return waiting.size();
    }

    /** Bytes on the disk. */
    public synchronized long bytes() {
        return waiting.values().stream().mapToLong(Entry::length).sum();
    }

    /** How many never arrived, ever. */
    public synchronized long dropped() {
        return dropped;
    }

    private void makeRoom(int needed) throws IOException {
        while (!waiting.isEmpty() && (bytes() + needed > mostBytes || waiting.size() >= MOST_LETTERS)) {
            long oldest = waiting.entrySet().stream()
                    .filter(each -> each.getValue().lane() == Letter.Lane.REPORTS)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(waiting.firstKey());
            drop(oldest);
        }
    }

    private void drop(long number) throws IOException {
        countDropped();
        arrived(number);
    }

    private void countDropped() throws IOException {
        dropped++;
        disk.write(DROPPED, Wire.write(dropped));
    }

    private void found(String name) throws IOException {
        String[] parts = name.substring(FILE.length()).split("-", 2);
        Optional<Letter.Lane> lane = parts.length == 2 ? lane(parts[1]) : Optional.empty();
        if (lane.isEmpty() || !parts[0].matches("[0-9]{18}")) {
            return;
        }
        long number = Long.parseLong(parts[0]);
        waiting.put(
                number,
                new Entry(
                        lane.get(),
                        disk.read(name).map(content -> content.length).orElse(0)));
        nextNumber = Math.max(nextNumber, number + 1);
    }

    private static Optional<Letter.Lane> lane(String word) {
        List<Letter.Lane> all = new ArrayList<>(List.of(Letter.Lane.values()));
        return all.stream().filter(lane -> word(lane).equals(word)).findFirst();
    }

    private static String file(long number, Letter.Lane lane) {
        return FILE + String.format(Locale.ROOT, "%018d", number) + "-" + word(lane);
    }

    private static String word(Letter.Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }

    private static long number(byte[] json) {
        return Wire.read(json, Long.class).orElse(0L);
    }

    private static byte[] pack(Letter letter) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(packed))) {
            out.writeUTF(letter.path());
            out.write(letter.body());
        }
        return packed.toByteArray();
    }

    private static Optional<Letter> unpack(Letter.Lane lane, byte[] packed) {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
            String path = in.readUTF();
            return Optional.of(new Letter(lane, path, in.readNBytes(LONGEST_LETTER)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
