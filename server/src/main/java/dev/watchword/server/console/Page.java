package dev.watchword.server.console;

import dev.watchword.server.http.Answer;

/** Shows a page, or does what a form asks. Called by many threads at once. */
@FunctionalInterface
public interface Page {

    /**
     * The answer; an {@link ApiRefusal} that is not caught becomes a page that says what happened and what to do.
     */
    Answer answer(Visit visit);
}
