package dev.watchword.server.http;

/** Learns how each call ended. Safe for use by many threads. */
@FunctionalInterface
public interface CallMeter {

    /**
     * @param status that was answered
     * @param nanos from the first byte of the body to the answer
     */
    void ended(Route route, int status, long nanos);
}
