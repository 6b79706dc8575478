package dev.watchword.hash.nt;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.KnownAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Known answers of both forms of the NT hash. */
final class NtKnownAnswers {

    static final List<KnownAnswer> ALL = List.of(
            answer("", "Summer2024!", "$3$$72f0eefcc213ea8f350773b831cf2c9c", "libxcrypt 4.4.33"),
            answer("", "U*U*U*U*", "$3$$cc2c846fbf2013694591d0ec141c4928", "libxcrypt 4.4.33"),
            answer(NtScheme.UTF16, "", "31D6CFE0D16AE931B73C59D7E0C089C0", "RFC 1320, MD4 of nothing"),
            answer(
                    NtScheme.UTF16,
                    "hashcat",
                    "b4b9b02e6f09a9bd760f388b67351e2b",
                    "hashcat, example hashes, mode 1000"));

    private NtKnownAnswers() {}

    private static KnownAnswer answer(String variant, String password, String hash, String origin) {
        byte[] text = hash.getBytes(StandardCharsets.US_ASCII);
        return new KnownAnswer(
                password.getBytes(StandardCharsets.UTF_8), new EncodedHash(NtScheme.ID, variant, text), origin);
    }
}
