package dev.watchword.image.tar;

import dev.watchword.image.ImageFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One block of 512 bytes that begins an entry. Fields stand at fixed places; see pax(1), "ustar Interchange Format". */
final class TarHeader {

    static final int BLOCK = 512;

    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int MAGIC_AT = 257;
    private static final String GNU = "ustar  \0";
    private static final int GNU_TIMES_AT = 345;
    private static final int TIME_LENGTH = 12;
    private static final int PREFIX_AT = 345;
    private static final int STAR_MARK_AT = 508;

    private final byte[] block;

    TarHeader(byte[] block) {
        this.block = block;
    }

    boolean isZero() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Both ways of adding up that were ever in use count: bytes with and without a sign. */
    boolean checksumHolds() throws ImageFailure {
        long told = number(CHECKSUM_AT, CHECKSUM_LENGTH);
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        return told == unsigned || told == signed;
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    String link() {
        return text(157, 100);
    }

    long size() throws ImageFailure {
        return number(124, 12);
    }

    long modified() throws ImageFailure {
        return number(136, 12);
    }

    long uid() throws ImageFailure {
        return number(108, 8);
    }

    /**
     * The name with its prefix. GNU's format has two times where others have the prefix; where these are no numbers, an old
     * writer has put a prefix there all the same, and readers take it.
     */
    String path() {
        String name = text(0, 100);
        if (hasText(MAGIC_AT, GNU)) {
            String prefix = hasGnuTimes() ? "" : text(PREFIX_AT, 155);
            boolean taken = !prefix.isEmpty() && prefix.chars().allMatch(c -> c < 0x80);
            return taken ? prefix + "/" + name : name;
        }
        if (!hasText(MAGIC_AT, "ustar\0")) {
            return name;
        }
        String prefix = text(PREFIX_AT, hasText(STAR_MARK_AT, "tar\0") ? 131 : 155);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private boolean hasGnuTimes() {
        for (int at = GNU_TIMES_AT; at <= GNU_TIMES_AT + TIME_LENGTH; at += TIME_LENGTH) {
            try {
                if (block[at] != 0) {
                    number(at, TIME_LENGTH);
                }
            } catch (ImageFailure noNumber) {
                return false;
            }
        }
        return true;
    }

    /** Of GNU's old sparse entries: whether a block with more of its map follows. */
    boolean sparseMapGoesOn() {
        return block[482] != 0;
    }

    private boolean hasText(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (block[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String text(int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return text(block, at, end - at);
    }

    /** Bytes as UTF-8, or as Latin-1 when they are not UTF-8: two names stay two names. */
    static String text(byte[] bytes, int at, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Octal digits among spaces and zeros, or, with the first bit set, a binary number with a sign. */
    private long number(int at, int length) throws ImageFailure {
        if ((block[at] & 0x80) != 0) {
            return binary(at, length);
        }
        int from = at;
        int to = at + length;
        while (from < to && isPadding(block[from])) {
            from++;
        }
        while (to > from && isPadding(block[to - 1])) {
            to--;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = block[i] - '0';
            if (digit < 0 || digit > 7) {
                throw new ImageFailure("a tar header has a number that is none");
            }
            value = value << 3 | digit;
        }
        return value;
    }

    private static boolean isPadding(byte b) {
        return b == ' ' || b == 0;
    }

    private long binary(int at, int length) throws ImageFailure {
        boolean negative = (block[at] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int b = i == 0 ? (block[at] & 0x3f) | (negative ? 0xc0 : 0) : block[at + i] & 0xff;
            boolean overflows = value >> 55 != (negative ? -1 : 0);
            if (overflows) {
                throw new ImageFailure("a tar header has a number beyond 63 bits");
            }
            value = value << 8 | (i == 0 ? (byte) b & 0xff : b);
        }
        return value;
    }
}
