package dev.watchword.hash.md5crypt;

import dev.watchword.candidate.Candidates;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** What md5crypt makes of a pair before its rounds. Reused from pair to pair; belongs to one thread. */
public final class Md5cryptStart {

    private final MessageDigest md5 = newMd5();
    private final byte[] state = new byte[Md5cryptSettings.MD5_BYTES];
    private final byte[] word = new byte[Candidates.MAX_BYTES];
    private int length;

    /** Password, magic, salt, then the digest of password, salt and password as often as the password is long. */
    public void make(Md5cryptSettings settings, Candidates words, int at, byte[] salt) {
        length = words.length(at);
        System.arraycopy(words.bytes(), words.offset(at), word, 0, length);
        md5.update(word, 0, length);
        md5.update(salt);
        md5.update(word, 0, length);
        finish();

        md5.update(word, 0, length);
        md5.update(settings.magic().text().getBytes(StandardCharsets.US_ASCII));
        md5.update(salt);
        for (int left = length; left > 0; left -= state.length) {
            md5.update(state, 0, Math.min(left, state.length));
        }
        // Meant to be digest bytes by the length's bits; the first program wrote zeros and first chars, so all do.
        for (int bits = length; bits > 0; bits >>>= 1) {
            md5.update((bits & 1) != 0 ? 0 : word[0]);
        }
        finish();
    }

    /** The digest that the rounds begin with; a round may write its own over it. */
    public byte[] state() {
        return state;
    }

    /** The password, in the first {@link #length()} bytes. */
    public byte[] word() {
        return word;
    }

    /** Length of the password in bytes. */
    public int length() {
        return length;
    }

    /** Forgets the password and all that was made of it. */
    public void wipe() {
        Arrays.fill(word, (byte) 0);
        Arrays.fill(state, (byte) 0);
    }

    /** MD5, in its initial state between calls. */
    MessageDigest md5() {
        return md5;
    }

    /** Ends the message into {@link #state()}. */
    void finish() {
        try {
            md5.digest(state, 0, state.length);
        } catch (DigestException e) {
            throw new IllegalStateException("MD5 needs another length of output", e);
        }
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
