package dev.watchword.hash.scrypt;

import dev.watchword.hash.KnownAnswer;
import java.util.List;

/** scrypt hashes of public passwords. */
final class ScryptAnswers {

    private static final String LIBXCRYPT = "printed by crypt(3) of libxcrypt 4.4.33 (Debian 12)";

    static final List<KnownAnswer> ALL = List.of(
            of("Summer2024!", "$7$4/..../....saltsaltsalt$ZSiIHYj2o8EIG31sQLScphaW.lewmF0xJsM3Avg4ZF0", LIBXCRYPT),
            of("Summer2024!", "$7$3/....0....salt$fLU.Cc4gUeCGeTgn8KUZDdYFJYhNCjroioygVAqnhY8", LIBXCRYPT),
            of("Summer2024!", "$7$4/..../....$N0Di5wbxbg8Kdp/YtWFcQlo63tId0bjtuwnHnGTpej0", LIBXCRYPT),
            of(
                    "pleaseletmein",
                    "$7$06..../....SodiumChloride$ENlyo6fGw4PCcDBOFepfSZjFUnVatHzCcW55.ZGz3B0",
                    "tests of openwall/yescrypt and libxcrypt"),
            of(
                    "pleaseletmein",
                    "$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D",
                    "third vector of RFC 7914, section 12, its first 32 bytes"));

    private ScryptAnswers() {}

    private static KnownAnswer of(String password, String hash, String origin) {
        return KnownAnswer.of(ScryptScheme.ID, password, hash, origin);
    }
}
