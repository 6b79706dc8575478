package dev.watchword.account.mysql;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * JSON as MySQL keeps it in a column: the kind of value, then for an object the number of its members, its length, where each key stands,
 * and for each value its kind and where it stands. Numbers are little-endian, of two bytes in a small object and of four in a large one.
 * After MySQL's worklog on the JSON type, and values that MySQL 8.0.33 wrote.
 */
final class BinaryJson {

    private static final int SMALL_OBJECT = 0;
    private static final int LARGE_OBJECT = 1;
    private static final int STRING = 12;
    private static final int MOST_MEMBERS = 10_000;
    private static final int MOST_LENGTH_BYTES = 4;

    private final ByteBuffer object;
    private final boolean large;

    private BinaryJson(byte[] value, int from, boolean large) {
        this.object = ByteBuffer.wrap(value, from, value.length - from).slice().order(ByteOrder.LITTLE_ENDIAN);
        this.large = large;
    }

    /** The text that a member of an object has; empty when there is none, or it is no text. */
    static Optional<byte[]> text(byte[] value, String key) throws DamagedTable {
        if (value.length == 0 || (value[0] != SMALL_OBJECT && value[0] != LARGE_OBJECT)) {
            return Optional.empty();
        }
        try {
            return new BinaryJson(value, 1, value[0] == LARGE_OBJECT).text(key);
        } catch (BufferUnderflowException | IndexOutOfBoundsException cut) {
            throw new DamagedTable("a JSON value is cut");
        }
    }

    private Optional<byte[]> text(String key) throws DamagedTable {
        int size = large ? 4 : 2;
        int count = number(0);
        if (count < 0 || count > MOST_MEMBERS) {
            throw new DamagedTable("a JSON value has too many members");
        }
        int keys = 2 * size;
        int values = keys + count * (size + 2);
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < count; i++) {
            int entry = keys + i * (size + 2);
            byte[] name = bytes(number(entry), object.getShort(entry + size) & 0xffff);
            int value = values + i * (size + 1);
            if (Arrays.equals(name, wanted) && object.get(value) == STRING) {
                return Optional.of(string(number(value + 1)));
            }
        }
        return Optional.empty();
    }

    /** Seven bits of its length in each byte, the least significant first, as long as the eighth is set; then the text. */
    private byte[] string(int at) {
        int length = 0;
        int used = 0;
        byte next;
        do {
            next = object.get(at + used);
            length |= (next & 0x7f) << 7 * used;
            used++;
        } while (next < 0 && used < MOST_LENGTH_BYTES);
        return bytes(at + used, length);
    }

    private int number(int at) {
        return large ? object.getInt(at) : object.getShort(at) & 0xffff;
    }

    private byte[] bytes(int at, int length) {
        if (length < 0 || length > object.capacity()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        object.get(at, bytes);
        return bytes;
    }
}
