package dev.watchword.server.http;

/**
 * Keeps one source from taking the whole server before anybody is known: it is asked before a byte of the body is read.
 * Safe for use by many threads.
 */
public interface Gate {

    /** Lets everybody in. */
    Gate OPEN = (route, source) -> new Pass() {
        @Override
        public void body(int bytes) {}

        @Override
        public void proven() {}

        @Override
        public void close() {}
    };

    /**
     * Lets a call in.
     *
     * @param source the caller's address
     * @throws ApiError 429 {@code APIGW.0308} when there were too many
     */
    Pass enter(Route route, String source);

    /** A call that was let in, until it is closed. Used by the call's own thread only. */
    interface Pass extends AutoCloseable {

        /**
         * A body of so many bytes comes.
         *
         * @throws ApiError 429 {@code APIGW.0308} when the source sent too much without saying who it is
         */
        void body(int bytes);

        /** It is known who calls: what the body took counts no more. */
        void proven();

        @Override
        void close();
    }
}
