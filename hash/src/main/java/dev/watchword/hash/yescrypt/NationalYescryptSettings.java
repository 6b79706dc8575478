package dev.watchword.hash.yescrypt;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;

/**
 * yescrypt within another digest.
 *
 * @param digest the digest around it
 * @param head mark and parameters with the {@code $} behind them, which are digested
 * @param core what the parameters say
 */
public record NationalYescryptSettings(NationalDigest digest, String head, YescryptSettings core) implements Settings {

    /** Measured: three short codes. */
    private static final double NANOS_AROUND = 30_000;

    @Override
    public int digestBytes() {
        return core.digestBytes();
    }

    Cost cost() {
        return new Cost(core.cost().nanos() + NANOS_AROUND, core.cost().memoryBytes());
    }
}
