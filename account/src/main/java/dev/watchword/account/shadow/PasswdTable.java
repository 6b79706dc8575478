package dev.watchword.account.shadow;

import dev.watchword.account.Fields;
import dev.watchword.account.Owner;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The entries of a passwd file by name, as the bytes of their lines in large blocks: a million entries take little more
 * than the file itself. Of entries with one name the first counts, as for getpwnam(3). Belongs to one thread.
 */
final class PasswdTable {

    private static final int BLOCK_BYTES = 1 << 20;

    private final List<byte[]> blocks = new ArrayList<>();
    private int blockFilled = BLOCK_BYTES;
    private long[] places = new long[64];
    private int[] lengths = new int[64];
    private int[] lineNumbers = new int[64];
    private int size;
    private int[] slots = new int[128];
    private final BitSet matched = new BitSet();

    /** An odd factor that nobody knows, so that no file can be written whose names all meet in one slot. */
    private final long secret = new SecureRandom().nextLong() | 1;

    int size() {
        return size;
    }

    /** Adds an entry. Returns false, and adds nothing, when the name is there already. */
    boolean add(byte[] line, int lineNumber, Fields fields) {
        int slot = slot(line, fields.start(1), fields.length(1));
        if (slots[slot] != 0) {
            return false;
        }
        grow();
        int from = fields.start(1);
        places[size] = keep(line, from);
        lengths[size] = line.length - from;
        lineNumbers[size] = lineNumber;
        size++;
        slots[slot] = size;
        if (size * 2 > slots.length) {
            rehash();
        }
        return true;
    }

    /** The entry of this name, -1 when there is none. */
    int find(byte[] line, Fields fields) {
        return slots[slot(line, fields.start(1), fields.length(1))] - 1;
    }

    /** Notes that a shadow line of this entry was seen. Returns whether that is the first one. */
    boolean match(int entry) {
        boolean first = !matched.get(entry);
        matched.set(entry);
        return first;
    }

    void forEachUnmatched(IntConsumer entries) {
        for (int i = matched.nextClearBit(0); i < size; i = matched.nextClearBit(i + 1)) {
            entries.accept(i);
        }
    }

    int lineNumber(int entry) {
        return lineNumbers[entry];
    }

    Fields fields(int entry) {
        int block = (int) (places[entry] / BLOCK_BYTES);
        int offset = (int) (places[entry] % BLOCK_BYTES);
        return new Fields(Arrays.copyOfRange(blocks.get(block), offset, offset + lengths[entry]));
    }

    /** Who stands behind a passwd line: uid, the first GECOS field, home and shell. */
    static Owner owner(Fields fields) {
        long uid = fields.number(3, -1);
        String gecos = fields.text(5);
        int comma = gecos.indexOf(',');
        return new Owner(
                comma < 0 ? gecos : gecos.substring(0, comma),
                fields.text(6),
                fields.text(7),
                uid < 0 || uid > Integer.MAX_VALUE ? -1 : (int) uid);
    }

    private long keep(byte[] line, int from) {
        int length = line.length - from;
        if (blockFilled + length > BLOCK_BYTES) {
            blocks.add(new byte[BLOCK_BYTES]);
            blockFilled = 0;
        }
        System.arraycopy(line, from, blocks.getLast(), blockFilled, length);
        long place = (blocks.size() - 1L) * BLOCK_BYTES + blockFilled;
        blockFilled += length;
        return place;
    }

    private void grow() {
        if (size < places.length) {
            return;
        }
        places = Arrays.copyOf(places, size * 2);
        lengths = Arrays.copyOf(lengths, size * 2);
        lineNumbers = Arrays.copyOf(lineNumbers, size * 2);
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        for (int entry = 0; entry < size; entry++) {
            byte[] block = blocks.get((int) (places[entry] / BLOCK_BYTES));
            int offset = (int) (places[entry] % BLOCK_BYTES);
            slots[slot(block, offset, nameLength(block, offset, lengths[entry]))] = entry + 1;
        }
    }

    /** The slot that holds the name, or the free one where it belongs. */
    private int slot(byte[] name, int offset, int length) {
        long hash = secret;
        for (int i = 0; i < length; i++) {
            hash = Long.rotateLeft(hash ^ name[offset + i], 23) * secret;
        }
        int slot = (int) (hash >>> 33) & (slots.length - 1);
        while (slots[slot] != 0 && !isNamed(slots[slot] - 1, name, offset, length)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean isNamed(int entry, byte[] name, int offset, int length) {
        byte[] block = blocks.get((int) (places[entry] / BLOCK_BYTES));
        int at = (int) (places[entry] % BLOCK_BYTES);
        return nameLength(block, at, lengths[entry]) == length
                && Arrays.equals(block, at, at + length, name, offset, offset + length);
    }

    private static int nameLength(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != ':') {
            end++;
        }
        return end - offset;
    }
}
