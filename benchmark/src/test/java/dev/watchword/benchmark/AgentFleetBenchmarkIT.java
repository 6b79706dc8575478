package dev.watchword.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small fleet shares its key, loses nothing and comes back; how fast a large one is answered is for a quiet machine to say. */
class AgentFleetBenchmarkIT {

    @Test
    @Timeout(300)
    void sharesItsKeyAndLosesNoReportOverARestart() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        boolean sound = new AgentFleetBenchmark(out, 40, 8, 4, 60).run();
        assertTrue(sound, bytes.toString(StandardCharsets.UTF_8));
    }
}
