package dev.watchword.hash.yescrypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.pbkdf2.Hmac;
import dev.watchword.hash.scrypt.SixBits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Two codes joined: HMAC over the setting and the password's digest, and HMAC over the result and yescrypt's digest. Under
 * {@code $gy$} the password's side is the key each time, under {@code $sm3y$} it is the message. Of the setting, mark and
 * {@code $} behind the salt included, only so many chars count as it would have with yescrypt's own mark: the last one is
 * left out below {@code $gy$}, the last three below {@code $sm3y$}. The salt of a pair is the salt's digits, since they
 * are digested as they stand.
 */
public final class NationalYescryptKernel implements HashKernel {

    private final YescryptKernel yescrypt;
    private final NationalDigest national;
    private final MessageDigest digest;
    private final Hmac hmac;

    /** The scalar kernel, which takes one pair after the other. */
    NationalYescryptKernel(NationalDigest national) {
        this(national, new Pwxform());
    }

    private NationalYescryptKernel(NationalDigest national, BlockMixer together) {
        this.national = national;
        yescrypt = new YescryptKernel(together);
        digest = national.newDigest();
        hmac = Hmac.over(national.newDigest(), NationalDigest.BLOCK_BYTES);
    }

    /** A kernel for hashes of those settings, with a mixer as in {@link YescryptKernel#YescryptKernel(BlockMixer)}. */
    public static NationalYescryptKernel of(NationalYescryptSettings settings, BlockMixer together) {
        return new NationalYescryptKernel(settings.digest(), together);
    }

    @Override
    public int lanes() {
        return yescrypt.lanes();
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        NationalYescryptSettings settings = (NationalYescryptSettings) pairs.settings();
        byte[][] passwords = new byte[pairs.size()][];
        byte[][] salts = new byte[pairs.size()][];
        Arrays.setAll(passwords, pairs.words()::word);
        Arrays.setAll(salts, pair -> bytes(pairs.salt(pair)));
        yescrypt.digest(passwords, salts, settings.core(), (pair, core) -> {
            byte[] coded = digest.digest(passwords[pair]);
            code(coded, counted(settings, pairs.salt(pair)), coded, 0);
            code(coded, core, digests, pair * settings.digestBytes());
            for (byte[] secret : new byte[][] {passwords[pair], coded, core}) {
                Arrays.fill(secret, (byte) 0);
            }
        });
        hmac.wipe();
        yescrypt.wipe();
    }

    private void code(byte[] passwords, byte[] other, byte[] out, int offset) {
        switch (national) {
            case STREEBOG -> hmac.key(passwords).update(other).finish(out, offset);
            case SM3 -> hmac.key(other).update(passwords).finish(out, offset);
        }
    }

    private static byte[] counted(NationalYescryptSettings settings, byte[] salt) {
        String setting = settings.head() + new String(salt, StandardCharsets.US_ASCII) + '$';
        int longer = settings.digest().mark().length() - YescryptText.MARK.length();
        return setting.substring(0, setting.length() - longer).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(byte[] digits) {
        return SixBits.decode(new String(digits, StandardCharsets.US_ASCII)).orElseThrow();
    }

    @Override
    public void close() {
        yescrypt.close();
    }
}
