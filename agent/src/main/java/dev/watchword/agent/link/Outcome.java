package dev.watchword.agent.link;

import java.time.Duration;

/** What became of a call. */
public sealed interface Outcome {

    /**
     * The server's own answer to this very request, of a status below 400.
     *
     * @param status of HTTP
     * @param body as it was signed
     */
    record Answered(int status, byte[] body) implements Outcome {}

    /**
     * The server says that this request is never to be done, and signed that for this very request.
     *
     * @param status of HTTP, 400 to 499, neither 408 nor 429
     * @param code of the contract, e.g. {@code WW.0001}, {@code ""} for none
     */
    record Refused(int status, String code) implements Outcome {}

    /**
     * Nothing is known; the same may work later.
     *
     * @param atLeast how long the server wants to be left alone, zero when it did not say
     * @param why for the operator
     * @param unproven somebody refused the request for good and did not sign that: the server of before, or what stands between
     */
    record Later(Duration atLeast, String why, boolean unproven) implements Outcome {

        public Later(Duration atLeast, String why) {
            this(atLeast, why, false);
        }
    }

    /**
     * The server does not know this key any more (or somebody says so): the machine must be enrolled again.
     *
     * @param why for the operator
     */
    record Denied(String why) implements Outcome {}
}
