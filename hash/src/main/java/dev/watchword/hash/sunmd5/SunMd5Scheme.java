package dev.watchword.hash.sunmd5;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.CryptText;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PlainNumber;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.TransposedDigest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * SunMD5 of Solaris: {@code $md5$} or {@code $md5,}, perhaps {@code rounds=N$}, the salt, one {@code $} or two, and 22
 * chars of digest. All that stands before the digest's own {@code $} is digested as the salt: the first of two {@code $}
 * belongs to it. Source: crypt(5); libxcrypt 4.4.33.
 */
public final class SunMd5Scheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("sunmd5");

    private static final String MARK = "$md5";
    private static final String LABEL = "rounds=";
    private static final long TURNS_WITHOUT_ASKING = 4096;

    /** crypt(3) has room for 384 bytes: the salt, a {@code $}, the digest and a NUL. */
    private static final int MOST_CHARS = 383;

    private static final TransposedDigest PRINTED =
            TransposedDigest.of(0, 6, 12, 1, 7, 13, 2, 8, 14, 3, 9, 15, 4, 10, 5, 11);

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "MD5 with Hamlet's soliloquy (Solaris, 2003)";
    }

    @Override
    public boolean obsolete() {
        return true;
    }

    @Override
    public int significantBytes() {
        return Candidates.MAX_BYTES;
    }

    @Override
    public boolean claims(String text) {
        return text.startsWith(MARK + '$') || text.startsWith(MARK + ',');
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() > MOST_CHARS) {
            return new Parsed.Malformed("expected at most " + MOST_CHARS + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("expected the mark $md5$ or $md5,");
        }
        int saltStart = MARK.length() + 1;
        long turns = TURNS_WITHOUT_ASKING;
        if (text.startsWith(LABEL, saltStart)) {
            int end = text.indexOf('$', saltStart);
            OptionalLong more = end < 0
                    ? OptionalLong.empty()
                    : PlainNumber.read(text.substring(saltStart + LABEL.length(), end), SunMd5Settings.MOST_TURNS);
            if (more.isEmpty() || more.getAsLong() == 0) {
                return new Parsed.Malformed(
                        "expected rounds of 1 to " + SunMd5Settings.MOST_TURNS + " in plain decimal digits and $");
            }
            // A sum of 32 bits: the last 4096 numbers make few rounds.
            turns = turns + more.getAsLong() & SunMd5Settings.MOST_TURNS;
            saltStart = end + 1;
        }
        return parse(text, saltStart, new SunMd5Settings(turns));
    }

    private static Parsed parse(String text, int saltStart, SunMd5Settings settings) {
        int end = text.indexOf('$', saltStart);
        if (end < 0) {
            return new Parsed.Malformed("no $ between salt and digest");
        }
        if (!text.substring(saltStart, end).chars().allMatch(c -> CryptText.sextet((char) c) >= 0)) {
            return new Parsed.Malformed("salt with a char outside ./0-9A-Za-z");
        }
        if (text.startsWith("$$", end)) {
            end++;
        }
        Optional<byte[]> digest = PRINTED.read(text.substring(end + 1));
        if (digest.isEmpty()) {
            return new Parsed.Malformed("expected a digest of " + PRINTED.chars() + " chars that crypt(3) prints");
        }
        byte[] salt = text.substring(0, end).getBytes(StandardCharsets.US_ASCII);
        return new Parsed.Readable(new StoredHash(ID, settings, salt, digest.get(), settings.cost()));
    }

    @Override
    public HashKernel newKernel() {
        return new SunMd5Kernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String libxcrypt = "libxcrypt 4.4.33";
        return List.of(
                KnownAnswer.of(ID, "Summer2024!", "$md5$salt$$XuAn/YSYzdisVQBH1m76E0", libxcrypt),
                KnownAnswer.of(ID, "Summer2024!", "$md5$salt$9Ib//Ezae7LLSRFJzEW5R.", libxcrypt),
                KnownAnswer.of(ID, "Summer2024!", "$md5,rounds=904$salt$$QRgk4P1QREQZkHP3tnG7a.", libxcrypt),
                KnownAnswer.of(ID, "Summer2024!", "$md5$rounds=1$salt$$J6VsdldP4F8y0Ya.BGkWC1", libxcrypt),
                KnownAnswer.of(ID, "Summer2024!", "$md5$$$ut7Gsf0SSOZ9piCI.IJJR0", libxcrypt),
                KnownAnswer.of(
                        ID,
                        "Gpcs3_adm",
                        "$md5$zrdhpMlZ$$wBvMOEqbSjU.hu5T2VEP01",
                        "passlib 1.7.4, test vectors of sun_md5_crypt"));
    }
}
