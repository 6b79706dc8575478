package dev.watchword.account.session;

import java.nio.ByteBuffer;

/** Bytes to and from a server, bounded in number and time. */
public interface Wire {

    /** How many bytes of memory the rows of an answer may take: twice of what may be sent. */
    long mostKept();

    /** Sends all of it. */
    void send(ByteBuffer message) throws SessionFailed;

    /** Takes exactly so many bytes. */
    byte[] receive(int length) throws SessionFailed;
}
