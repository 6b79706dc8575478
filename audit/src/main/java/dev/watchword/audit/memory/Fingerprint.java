package dev.watchword.audit.memory;

/** A keyed digest, cut to 128 bits: equal inputs have equal fingerprints, and without the key nothing follows from one. */
public record Fingerprint(long high, long low) implements Comparable<Fingerprint> {

    @Override
    public int compareTo(Fingerprint other) {
        return high == other.high ? Long.compare(low, other.low) : Long.compare(high, other.high);
    }
}
