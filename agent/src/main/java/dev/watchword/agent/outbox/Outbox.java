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
import java.time.Duration;
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
 * process; only beyond the bound the oldest goes, reports first. What goes without having arrived is counted and logged. Safe for use by
 * many threads.
 */
public final class Outbox implements Answers {

    /** Bytes on the disk. */
    public static final long MOST_BYTES = 10L << 20;

    /** Letters. */
    public static final int MOST_LETTERS = 2_000;

    private static final int LONGEST_LETTER = 16 << 20;
    private static final String FILE = "letter-";
    private static final String DROPPED = "letters-dropped";
    private static final String DOUBTED = "letters-doubted";
    private static final System.Logger LOG = System.getLogger(Outbox.class.getName());

    private final Disk disk;
    private final long mostBytes;
    private final TreeMap<Long, Entry> waiting = new TreeMap<>();
    private final TreeMap<Long, Long> doubted = new TreeMap<>();
    private long nextNumber;
    private long dropped;

    private Outbox(Disk disk, long mostBytes) {
        this.disk = disk;
        this.mostBytes = mostBytes;
    }

    /** A letter's file: its lane and length, so that the content need not stay in memory. */
    private record Entry(Letter.Lane lane, int length) {}

    /** For how long letters were refused by whoever did not prove to be the server. */
    private record Doubts(List<Doubt> doubts) {}

    private record Doubt(long number, long millis) {}

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
        disk.read(DOUBTED).flatMap(json -> Wire.read(json, Doubts.class)).map(Doubts::doubts).orElse(List.of()).stream()
                .filter(doubt -> outbox.waiting.containsKey(doubt.number()))
                .forEach(doubt -> outbox.doubted.put(doubt.number(), doubt.millis()));
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
            countDropped(letter.lane(), "it is larger than the whole queue");
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
            drop(number, "the disk damaged it");
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
        if (doubted.remove(number) != null) {
            keepDoubts();
        }
    }

    /**
     * Takes a letter out that is given up.
     *
     * @param why for the operator
     */
    public synchronized void refused(long number, String why) throws IOException {
        if (waiting.containsKey(number)) {
            drop(number, why);
        }
    }

    /**
     * Notes that a letter was refused by whoever did not prove to be the server; durable when this returns.
     *
     * @param more for how much longer
     * @return for how long in all
     */
    public synchronized Duration doubted(long number, Duration more) throws IOException {
        long millis = doubted.merge(number, more.toMillis(), Long::sum);
        keepDoubts();
        return Duration.ofMillis(millis);
    }

    private void keepDoubts() throws IOException {
        List<Doubt> doubts = doubted.entrySet().stream()
                .map(each -> new Doubt(each.getKey(), each.getValue()))
                .toList();
        disk.write(DOUBTED, Wire.write(new Doubts(doubts)));
    }

    /** Whether one of this lane waits. */
    public synchronized boolean has(Letter.Lane lane) {
        return waiting.values().stream().anyMatch(each -> each.lane() == lane);
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
            drop(oldest, "newer ones need the room");
        }
    }

    private void drop(long number, String why) throws IOException {
        Entry entry = waiting.get(number);
        if (entry != null) {
            countDropped(entry.lane(), why);
            arrived(number);
        }
    }

    private void countDropped(Letter.Lane lane, String why) throws IOException {
        LOG.log(System.Logger.Level.WARNING, "a letter of {0} is given up: {1}", word(lane), why);
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
