package dev.watchword.server.http;

import java.util.function.Supplier;

/**
 * The same signed mutation, sent again, has no second effect: the first answer is given again. Safe for use by many
 * threads.
 */
public interface FirstAnswers {

    /**
     * The answer that the same signed call got before, or what {@code work} answers now.
     *
     * @throws ApiError 409 when the first answer held a secret, or is still being worked on
     */
    Answer once(Caller caller, RawCall call, Supplier<Answer> work);
}
