package dev.watchword.image.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.watchword.image.tar.TarKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerCodecTest {

    private static final LayerContents LAYER = new LayerContents(
            List.of(
                    new LayerEntry("etc/shadow", TarKind.REGULAR, 3, 512, "", 1_700_000_000, 0),
                    new LayerEntry("etc/\u00ff", TarKind.SYMBOLIC_LINK, 0, 1_536, "../x", -1, -1),
                    new LayerEntry("", TarKind.FOLDER, 0, 2_048, "", Long.MAX_VALUE, 1_000)),
            Map.of(512L, new byte[] {1, 2, 3}),
            List.of());

    private static byte[] written(LayerContents layer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerCodec.write(layer, out);
        return out.toByteArray();
    }

    @Test
    void readsWhatItWrote() throws IOException {
        LayerContents read = LayerCodec.read(new ByteArrayInputStream(written(LAYER)));
        assertEquals(LAYER.entries(), read.entries());
        assertArrayEquals(new byte[] {1, 2, 3}, read.content(512).orElseThrow());
        assertEquals(1, read.keptFiles());
        assertEquals(List.of(), read.problems());
    }

    @Test
    void refusesWhatIsCutOrDamaged() throws IOException {
        byte[] bytes = written(LAYER);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThrows(IOException.class, () -> LayerCodec.read(new ByteArrayInputStream(cut)), "cut at " + length);
        }
        for (int place : new int[] {0, 1, 5}) {
            byte[] wrong = bytes.clone();
            wrong[place] = (byte) 0xff;
            assertThrows(IOException.class, () -> LayerCodec.read(new ByteArrayInputStream(wrong)), "at " + place);
        }
    }
}
