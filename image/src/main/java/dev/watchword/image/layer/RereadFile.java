package dev.watchword.image.layer;

import dev.watchword.image.ImageFailure;
import dev.watchword.image.Layer;
import dev.watchword.image.tar.TarEntry;
import dev.watchword.image.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * A long file of a layer that is read again. Whether the layer is still the one that the image names shows at its end
 * only: closing reads on to there, and tells when it is not.
 */
final class RereadFile extends InputStream {

    private final LayerStream stream;
    private final TarReader tar;
    private final String layer;
    private final Consumer<String> problems;
    private boolean closed;

    private RereadFile(LayerStream stream, TarReader tar, String layer, Consumer<String> problems) {
        this.stream = stream;
        this.tar = tar;
        this.layer = layer;
        this.problems = problems;
    }

    static RereadFile open(Layer layer, InputStream blob, LayerEntry wanted, Meter meter, Consumer<String> problems)
            throws IOException {
        LayerStream stream = LayerStream.open(layer, blob, meter, true);
        try {
            TarReader tar = new TarReader(stream, meter.limits());
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                if (entry.offset() == wanted.offset() && entry.size() == wanted.size()) {
                    return new RereadFile(stream, tar, layer.brief(), problems);
                }
            }
            throw new ImageFailure("the layer is not the one that was read before");
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return tar.read(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (stream) {
            stream.verify();
        } catch (IOException e) {
            problems.accept(layer + ": read again: " + ImageFailure.reasonOf(e));
        }
    }
}
