package dev.watchword.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static final FileLimits SMALL = new FileLimits(1 << 20, 8);

    private static List<String> read(InputStream source, FileLimits limits) {
        Lines lines = new Lines(new BoundedInput(source, limits));
        List<String> told = new ArrayList<>();
        while (true) {
            switch (lines.next()) {
                case Line.Text text ->
                    told.add(text.number() + ":" + new String(text.bytes(), StandardCharsets.ISO_8859_1));
                case Line.TooLong tooLong -> told.add(tooLong.number() + " too long");
                case Line.End end -> {
                    told.add(end.why().map(Unreadable::reason).orElse("end"));
                    return told;
                }
            }
        }
    }

    private static List<String> read(String text, FileLimits limits) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), limits);
    }

    @Test
    void givesEachLineWithItsNumber() {
        assertEquals(List.of("1:a", "2:", "3:b", "end"), read("a\n\nb\n", SMALL));
    }

    @Test
    void lastLineNeedsNoLineFeed() {
        assertEquals(List.of("1:a", "2:b", "end"), read("a\nb", SMALL));
        assertEquals(List.of("end"), read("", SMALL));
    }

    @Test
    void keepsNulAndCarriageReturn() {
        assertEquals(List.of("1:a\0b\r", "end"), read("a\0b\r\n", SMALL));
    }

    @Test
    void passesOverALineThatIsTooLong() {
        assertEquals(List.of("1:12345678", "2 too long", "3:x", "end"), read("12345678\n123456789\nx\n", SMALL));
        assertEquals(List.of("1 too long", "end"), read("123456789", SMALL));
    }

    @Test
    void aLineOfAHundredMegabytesCostsNoMemory() {
        InputStream giant = new InputStream() {
            private long left = 100L << 20;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                int count = (int) Math.min(left, length);
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        long before = allocated();
        assertEquals(List.of("1 too long", "end"), read(giant, FileLimits.ACCOUNTS));
        long used = allocated() - before;
        assertEquals(0, used / (4 << 20), "allocated " + used);
    }

    @Test
    void saysThatTheFileWentOnBehindTheLimit() {
        assertEquals(
                List.of("1:abc", "larger than the limit of 6 bytes"), read("abc\ndefghi\n", new FileLimits(6, 100)));
        assertEquals(List.of("1:abc", "2:de", "end"), read("abc\nde", new FileLimits(6, 100)));
    }

    @Test
    void aReadingErrorIsATypedEnd() {
        InputStream broken = new InputStream() {
            private int calls;

            @Override
            public int read() throws IOException {
                throw new IOException("never quoted");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (calls++ > 0) {
                    throw new IOException("never quoted");
                }
                byte[] start = "whole\nha".getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(start, 0, buffer, offset, start.length);
                return start.length;
            }
        };
        assertEquals(List.of("1:whole", "reading failed before the end"), read(broken, SMALL));
    }

    @Test
    void theEndStaysTheEnd() {
        Lines lines = new Lines(new BoundedInput(InputStream.nullInputStream(), SMALL));
        Line end = lines.next();
        assertEquals(Optional.empty(), assertInstanceOf(Line.End.class, end).why());
        assertSame(end, lines.next());
    }

    @Test
    void skippingCountsAsReading() throws IOException {
        BoundedInput input = new BoundedInput(new ByteArrayInputStream(new byte[10]), new FileLimits(4, 1));
        assertEquals(4, input.skip(8));
        assertEquals(-1, input.read());
    }

    @Property(tries = 300)
    void agreesWithSplitting(@ForAll @Size(max = 400) byte[] bytes, @ForAll @IntRange(min = 1, max = 50) int longest) {
        for (int i = 0; i < bytes.length; i += 7) {
            bytes[i] = '\n';
        }
        List<String> expected = new ArrayList<>();
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        String[] parts = all.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].isEmpty()) {
                continue;
            }
            expected.add(parts[i].length() > longest ? (i + 1) + " too long" : (i + 1) + ":" + parts[i]);
        }
        expected.add("end");
        assertEquals(expected, read(all, new FileLimits(1 << 20, longest)));
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
