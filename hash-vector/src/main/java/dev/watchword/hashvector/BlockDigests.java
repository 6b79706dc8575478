package dev.watchword.hashvector;

/** Digests of messages that fit one block, one message a lane. */
interface BlockDigests {

    int lanes();

    /** The longest message, in bytes. */
    int longest();

    /** Forgets the messages of the time before. */
    void clear();

    /**
     * Sets a lane's message, after {@link #clear()}.
     *
     * @param message has room for a block; what stands behind the message is overwritten
     */
    void put(int lane, byte[] message, int length);

    /** Digests all messages, and then the digests, until that was done so often. */
    void digest(int times);

    /** Writes a lane's digest. */
    void take(int lane, byte[] digests, int offset);

    /** Overwrites messages and digests. */
    void wipe();
}
