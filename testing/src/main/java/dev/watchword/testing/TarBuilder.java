package dev.watchword.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes tar archives byte by byte, the wrong ones too: whatever a header says is what stands there. The fields and their
 * places are those of pax(1), "ustar Interchange Format". Times are 2024-01-01, the owner is root.
 */
public final class TarBuilder {

    private static final int BLOCK = 512;
    private static final long TIME = 1_704_067_200;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A regular file. */
    public TarBuilder file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A regular file. */
    public TarBuilder file(String path, byte[] content) {
        return entry('0', path, "", content.length).raw(padded(content));
    }

    public TarBuilder folder(String path) {
        return entry('5', path.endsWith("/") ? path : path + "/", "", 0);
    }

    public TarBuilder symbolicLink(String path, String target) {
        return entry('2', path, target, 0);
    }

    public TarBuilder hardLink(String path, String target) {
        return entry('1', path, target, 0);
    }

    /** What hides a path of the layers below: {@code .wh.} before the last name. */
    public TarBuilder whiteout(String path) {
        int slash = path.lastIndexOf('/') + 1;
        return file(path.substring(0, slash) + ".wh." + path.substring(slash), "");
    }

    /** What hides all that the layers below have in a folder. */
    public TarBuilder opaque(String folder) {
        return file(folder + "/.wh..wh..opq", "");
    }

    /** An extended header for the entry that follows: its records as {@code KEY=VALUE}. */
    public TarBuilder extended(String... records) {
        return extended('x', records);
    }

    /** An extended header of a type: {@code x} for the next entry, {@code g} for all. */
    public TarBuilder extended(char type, String... records) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String record : records) {
            byte[] text = (" " + record + "\n").getBytes(StandardCharsets.UTF_8);
            int length = text.length + 1;
            while (String.valueOf(length).length() + text.length != length) {
                length++;
            }
            body.writeBytes((length + new String(text, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = body.toByteArray();
        return entry(type, "pax", "", bytes.length).raw(padded(bytes));
    }

    /** GNU's way to give the next entry a long name ({@code L}) or link target ({@code K}). */
    public TarBuilder gnuLong(char type, String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        return entry(type, "././@LongLink", "", bytes.length).raw(padded(bytes));
    }

    /** A header that says what it is told to. */
    public TarBuilder entry(char type, String path, String link, long size) {
        return raw(header(type, path, link, octal(size, 11)));
    }

    /** A header whose size field holds these bytes. */
    public TarBuilder entryOfSize(char type, String path, byte[] sizeField) {
        return raw(header(type, path, "", sizeField));
    }

    /** Any bytes, as they are. */
    public TarBuilder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** The archive with its end: two blocks of zeros. */
    public byte[] bytes() {
        byte[] archive = out.toByteArray();
        return Arrays.copyOf(archive, archive.length + 2 * BLOCK);
    }

    /** The archive without an end. */
    public byte[] cut() {
        return out.toByteArray();
    }

    /** The same bytes as one member of gzip (RFC 1952). */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] header(char type, String path, String link, byte[] size) {
        byte[] block = new byte[BLOCK];
        put(block, 0, 100, path.getBytes(StandardCharsets.UTF_8));
        put(block, 100, 8, octal(0644, 7));
        put(block, 108, 8, octal(0, 7));
        put(block, 116, 8, octal(0, 7));
        put(block, 124, 12, size);
        put(block, 136, 12, octal(TIME, 11));
        block[156] = (byte) type;
        put(block, 157, 100, link.getBytes(StandardCharsets.UTF_8));
        put(block, 257, 8, "ustar\00000".getBytes(StandardCharsets.UTF_8));
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, 8, octal(sum, 6));
        block[154] = 0;
        return block;
    }

    private static void put(byte[] block, int at, int length, byte[] field) {
        if (field.length > length) {
            throw new IllegalArgumentException("a tar header has " + length + " bytes for this");
        }
        System.arraycopy(field, 0, block, at, field.length);
    }

    private static byte[] octal(long number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", number).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] padded(byte[] content) {
        return Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK);
    }
}
