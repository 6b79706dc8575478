package dev.watchword.hash.yescrypt;

import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.SchemeId;
import java.util.List;

/** Hashes of public passwords by yescrypt within another digest. */
final class NationalAnswers {

    private static final String LIBXCRYPT = "printed by crypt(3) of libxcrypt 4.4.33 (Debian 12)";
    private static final String TABLE = "known answers of libxcrypt 4.5.2";

    private NationalAnswers() {}

    static List<KnownAnswer> gost(SchemeId id) {
        return List.of(
                KnownAnswer.of(
                        id,
                        "Summer2024!",
                        "$gy$j9T$saltsaltsaltsaltsalt/.$hPARjGue0EDissTs9cArjkTz2q7dBFUf6pjODlZIsg3",
                        LIBXCRYPT),
                KnownAnswer.of(
                        id,
                        "Summer2024!",
                        "$gy$j75$saltsaltsaltsaltsalt/.$lhnbQleOC2SY8JuCI4FeGqBmBG5ukXaeXi2367/2ut.",
                        LIBXCRYPT),
                KnownAnswer.of(
                        id,
                        "Summer2024!",
                        "$gy$.3/$saltsaltsaltsaltsalt/.$vahJszGexxpnG7/EPRxA/g08yelV1YIOEP/fCjkOrWB",
                        LIBXCRYPT),
                KnownAnswer.of(id, "Summer2024!", "$gy$j75$$hHLxjxGa55kc1GoOycWJ1QknwlxLZW.VjJHgPHPLlE6", LIBXCRYPT),
                KnownAnswer.of(id, "abc", "$gy$j75$.......$XH2YP.u9tPw6ObDCXTRJiUfyrAEZ/TGIF0CjnxNW3h/", TABLE));
    }

    static List<KnownAnswer> sm3(SchemeId id) {
        return List.of(
                KnownAnswer.of(id, "abc", "$sm3y$j75$.......$duiiYQVhOT63KI.mAoLYbyaDvBu8kRypgtoCouFp3r8", TABLE));
    }
}
