package dev.watchword.hash.nt;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.util.Arrays;

/** MD4 of the password in UTF-16, lower byte first. Salts are not looked at. */
public final class NtKernel implements HashKernel {

    private final Md4 md4 = new Md4();
    private final byte[] utf16 = new byte[2 * Candidates.MAX_BYTES];

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        NtForm form = ((NtSettings) pairs.settings()).form();
        Candidates words = pairs.words();
        for (int i = 0; i < pairs.size(); i++) {
            int length = write(form, words.bytes(), words.offset(i), words.length(i));
            md4.digest(utf16, length, digests, i * Md4.DIGEST_BYTES);
        }
        Arrays.fill(utf16, (byte) 0);
        md4.wipe();
    }

    /** @return how many bytes of {@link #utf16} are the password */
    private int write(NtForm form, byte[] bytes, int offset, int length) {
        int written = switch (form) {
            case CRYPT -> -1;
            case WINDOWS -> Utf16.write(bytes, offset, length, utf16);
        };
        return written >= 0 ? written : widen(bytes, offset, length);
    }

    /** Every byte one unit, which is right for ASCII and Latin-1. */
    private int widen(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            utf16[2 * i] = bytes[offset + i];
            utf16[2 * i + 1] = 0;
        }
        return 2 * length;
    }
}
