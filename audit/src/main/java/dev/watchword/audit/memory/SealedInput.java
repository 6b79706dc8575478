package dev.watchword.audit.memory;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Opens what {@link SealedOutput} sealed, segment by segment; gives nothing of one that was changed. Closing closes the stream below. */
final class SealedInput extends InputStream {

    private final InputStream in;
    private final Segments segments;
    private long left;
    private byte[] plain = new byte[0];
    private int position;

    /** @param sealedBytes how many bytes {@code in} holds */
    SealedInput(InputStream in, long sealedBytes, Segments segments) {
        this.in = in;
        this.left = sealedBytes;
        this.segments = segments;
    }

    @Override
    public int read() throws IOException {
        return position < plain.length || open() ? plain[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position == plain.length && !open()) {
            return -1;
        }
        int given = Math.min(length, plain.length - position);
        System.arraycopy(plain, position, into, offset, given);
        position += given;
        return given;
    }

    /** Bytes that are not read yet, an upper bound. */
    long remaining() {
        return plain.length - position + left;
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(plain, (byte) 0);
        in.close();
    }

    /** Opens the next segment that holds anything. */
    private boolean open() throws IOException {
        if (left == 0) {
            return false;
        }
        int length = (int) Math.min(left, Segments.PLAIN_BYTES + Segments.TAG_BYTES);
        byte[] sealed = in.readNBytes(length);
        if (sealed.length < length) {
            throw new IOException("the memory is cut");
        }
        left -= length;
        Arrays.fill(plain, (byte) 0);
        try {
            plain = segments.next(Cipher.DECRYPT_MODE, left == 0).doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new IOException("the memory was changed, or sealed with another key", e);
        }
        position = 0;
        return plain.length > 0 || open();
    }
}
