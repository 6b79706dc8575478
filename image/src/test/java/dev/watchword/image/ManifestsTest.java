package dev.watchword.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    /** Three bytes of a document would else become thirty of memory, for each of a thousand images of a store. */
    @Test
    void aHistoryThatNoRuntimeTakesIsNotKept() throws ImageFailure {
        String line = "{\"created_by\":\"RUN x\"}";
        assertEquals(
                1_000,
                config(String.join(",", Collections.nCopies(1_000, line)))
                        .history()
                        .size());
        ImageConfig longer = config("{}" + ",{}".repeat(1_000));
        assertEquals(0, longer.history().size());
        assertEquals(List.of("", ""), longer.createdBy(2), "nobody can tell which line made a layer");
    }

    private static ImageConfig config(String history) throws ImageFailure {
        return Manifests.config(
                ("{\"history\":[" + history + "],\"rootfs\":{\"diff_ids\":[]}}").getBytes(StandardCharsets.UTF_8));
    }
}
