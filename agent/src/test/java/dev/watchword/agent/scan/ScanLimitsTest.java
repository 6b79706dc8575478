package dev.watchword.agent.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.protocol.ScanBounds;
import org.junit.jupiter.api.Test;

class ScanLimitsTest {

    @Test
    void tellsTheServerWhatItTakes() {
        assertEquals(new ScanBounds(10, 1_200, 180, 20, 64L << 20), ScanLimits.DEFAULT.told(64L << 20));
        assertEquals(13, ScanLimits.DEFAULT.sharing(0.125).told(0).cpuPercent(), "never less than it may take");
    }
}
