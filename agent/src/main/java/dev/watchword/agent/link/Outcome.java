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
     * The server, or somebody who speaks like it, says that this request is not to be done. Nobody signed that.
     *
     * @param status of HTTP, 400 to 499
     * @param code of the contract, e.g. {@code WW.0001}
     */
    record Refused(int status, String code) implements Outcome {}

    /**
     * Nothing is known; the same may work later.
     *
     * @param atLeast how long the server wants to be left alone, zero when it did not say
     * @param why for the operator
     */
    record Later(Duration atLeast, String why) implements Outcome {}

    /**
     * The server does not know this key any more (or somebody says so): the machine must be enrolled again.
     *
     * @param why for the operator
     */
    record Denied(String why) implements Outcome {}
}
