package dev.watchword.rootfs;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of a file, each ended by LF or by the end of the file. Memory is bounded by twice the longest line allowed, whatever
 * the file holds; a longer line is passed over and reading goes on behind it. Belongs to one thread; does not close the
 * input.
 */
public final class Lines {

    private static final int CHUNK_BYTES = 64 << 10;

    private final BoundedInput input;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int position;
    private int filled;
    private byte[] line = new byte[256];
    private int length;
    private boolean tooLong;
    private int number;
    private Optional<Line.End> end = Optional.empty();

    public Lines(BoundedInput input) {
        this.input = input;
    }

    /**
     * The next line. After the first {@link Line.End} every call gives it again. The start of a line that a reading error
     * or the size limit cut off is not given: half a line may read as something else.
     */
    public Line next() {
        if (end.isPresent()) {
            return end.get();
        }
        while (true) {
            if (position == filled && !fill()) {
                return last();
            }
            int lineFeed = indexOfLineFeed();
            keep(lineFeed);
            if (lineFeed < filled) {
                position = lineFeed + 1;
                return taken();
            }
            position = filled;
        }
    }

    private boolean fill() {
        try {
            int count = input.read(chunk, 0, chunk.length);
            position = 0;
            filled = Math.max(count, 0);
            if (count < 0) {
                Optional<Unreadable> why = input.exceeded()
                        ? Optional.of(new Unreadable.TooLarge(input.limits().maxBytes()))
                        : Optional.empty();
                end = Optional.of(new Line.End(why));
            }
            return count > 0;
        } catch (IOException failure) {
            end = Optional.of(new Line.End(Optional.of(new Unreadable.Failed("reading failed before the end"))));
            return false;
        }
    }

    private Line last() {
        Line.End reached =
                end.orElseGet(() -> new Line.End(Optional.of(new Unreadable.Failed("the source gave no bytes"))));
        end = Optional.of(reached);
        boolean complete = reached.why().isEmpty();
        return complete && (length > 0 || tooLong) ? taken() : reached;
    }

    private int indexOfLineFeed() {
        int at = position;
        while (at < filled && chunk[at] != '\n') {
            at++;
        }
        return at;
    }

    private void keep(int until) {
        int added = until - position;
        if (tooLong || length + added > input.limits().maxLineBytes()) {
            tooLong = true;
            length = 0;
            return;
        }
        if (length + added > line.length) {
            line = Arrays.copyOf(line, Math.max(length + added, line.length * 2));
        }
        System.arraycopy(chunk, position, line, length, added);
        length += added;
    }

    private Line taken() {
        number++;
        Line taken = tooLong ? new Line.TooLong(number) : new Line.Text(Arrays.copyOf(line, length), number);
        length = 0;
        tooLong = false;
        return taken;
    }
}
