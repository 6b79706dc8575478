package dev.watchword.account.session;

import java.nio.ByteBuffer;

/** Bytes to and from a server, bounded in number and time. */
public interface Wire {

    /** Sends all of it. */
    void send(ByteBuffer message) throws SessionFailed;

    /** Takes exactly so many bytes. */
    byte[] receive(int length) throws SessionFailed;
}
