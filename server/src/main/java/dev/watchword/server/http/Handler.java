package dev.watchword.server.http;

/** What a feature does with a call that passed every check before it. Called by many threads at once. */
@FunctionalInterface
public interface Handler {

    /**
     * The answer.
     *
     * @throws ApiError for an error of the contract; anything else is answered as an internal error without details
     */
    Answer handle(Call call);
}
