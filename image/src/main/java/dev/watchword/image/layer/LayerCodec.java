package dev.watchword.image.layer;

import dev.watchword.image.ImageFailure;
import dev.watchword.image.tar.TarKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a layer as bytes, for a cache that outlives a process. They hold stored passwords in clear: whoever keeps
 * them seals them. Only layers that were read to their end and verified have such a form.
 */
public final class LayerCodec {

    private static final int FORMAT = 1;
    private static final int MOST_ENTRIES = 10_000_000;
    private static final int MOST_FILE_BYTES = 64 << 20;

    private LayerCodec() {}

    /** Writes what a layer holds; the stream stays open. */
    public static void write(LayerContents layer, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeByte(FORMAT);
        data.writeInt(layer.entries().size());
        for (LayerEntry entry : layer.entries()) {
            data.writeUTF(entry.path());
            data.writeByte(entry.kind().ordinal());
            data.writeLong(entry.size());
            data.writeLong(entry.offset());
            data.writeUTF(entry.link());
            data.writeLong(entry.modified());
            data.writeInt(entry.uid());
        }
        Map<Long, byte[]> kept = layer.kept();
        data.writeInt(kept.size());
        for (Map.Entry<Long, byte[]> file : kept.entrySet()) {
            data.writeLong(file.getKey());
            data.writeInt(file.getValue().length);
            data.write(file.getValue());
        }
        data.flush();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException when it is something else, such as what another version wrote
     */
    public static LayerContents read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (data.readByte() != FORMAT) {
            throw new ImageFailure("what was kept of a layer has another form");
        }
        int count = bounded(data.readInt(), MOST_ENTRIES);
        TarKind[] kinds = TarKind.values();
        List<LayerEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String path = data.readUTF();
            TarKind kind = kinds[bounded(data.readByte(), kinds.length - 1)];
            long size = data.readLong();
            long offset = data.readLong();
            entries.add(new LayerEntry(path, kind, size, offset, data.readUTF(), data.readLong(), data.readInt()));
        }
        int files = bounded(data.readInt(), MOST_ENTRIES);
        Map<Long, byte[]> kept = new HashMap<>();
        for (int i = 0; i < files; i++) {
            long offset = data.readLong();
            int length = bounded(data.readInt(), MOST_FILE_BYTES);
            byte[] content = data.readNBytes(length);
            if (content.length < length) {
                throw new EOFException("what was kept of a layer is cut");
            }
            kept.put(offset, content);
        }
        return new LayerContents(entries, kept, List.of());
    }

    private static int bounded(int number, int most) throws ImageFailure {
        if (number < 0 || number > most) {
            throw new ImageFailure("what was kept of a layer is damaged");
        }
        return number;
    }
}
