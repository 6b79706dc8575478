package dev.watchword.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers and texts one behind the other in one array: numbers in groups of seven bits, the least first; a text as its length, doubled and
 * odd when its chars need two bytes, and its chars, so that none is lost, not even half of a pair. Belongs to one thread.
 */
final class PackedBytes {

    private byte[] bytes;
    private int position;

    PackedBytes(int room) {
        this(new byte[room], 0);
    }

    /** Reads or overwrites {@code bytes} from a place on. */
    PackedBytes(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The place of what is read or written next. */
    int position() {
        return position;
    }

    void position(int place) {
        position = place;
    }

    void number(int number) {
        makeRoom(5);
        int left = number;
        while ((left & ~0x7f) != 0) {
            bytes[position++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[position++] = (byte) left;
    }

    int number() {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte group = bytes[position++];
            number |= (group & 0x7f) << shift;
            if (group >= 0) {
                return number;
            }
        }
    }

    void block(byte[] block) {
        number(block.length);
        append(block);
    }

    byte[] block() {
        int length = number();
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    void text(String text) {
        byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
        if (new String(latin1, StandardCharsets.ISO_8859_1).equals(text)) {
            number(latin1.length << 1);
            append(latin1);
            return;
        }
        number(text.length() << 1 | 1);
        makeRoom(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[position++] = (byte) (text.charAt(i) >> 8);
            bytes[position++] = (byte) text.charAt(i);
        }
    }

    String text() {
        int mark = number();
        int length = mark >>> 1;
        if ((mark & 1) == 0) {
            position += length;
            return new String(bytes, position - length, length, StandardCharsets.ISO_8859_1);
        }
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) (bytes[position] << 8 | bytes[position + 1] & 0xff);
            position += 2;
        }
        return new String(chars);
    }

    /** Reads a text here and one there, and compares them as {@link String#compareTo} does. */
    int compareText(PackedBytes other) {
        int start = position;
        int otherStart = other.position;
        int mark = number();
        int otherMark = other.number();
        if (((mark | otherMark) & 1) == 1) {
            position = start;
            other.position = otherStart;
            return text().compareTo(other.text());
        }
        position += mark >>> 1;
        other.position += otherMark >>> 1;
        return Arrays.compareUnsigned(
                bytes,
                position - (mark >>> 1),
                position,
                other.bytes,
                other.position - (otherMark >>> 1),
                other.position);
    }

    private void append(byte[] block) {
        makeRoom(block.length);
        System.arraycopy(block, 0, bytes, position, block.length);
        position += block.length;
    }

    private void makeRoom(int more) {
        if (bytes.length - position < more) {
            bytes = Arrays.copyOf(bytes, Math.max(position + more, bytes.length * 2));
        }
    }
}
