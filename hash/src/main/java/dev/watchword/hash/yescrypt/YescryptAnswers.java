package dev.watchword.hash.yescrypt;

import dev.watchword.hash.KnownAnswer;
import java.util.List;

/** yescrypt hashes of public passwords. */
final class YescryptAnswers {

    private static final String LIBXCRYPT = "printed by crypt(3) of libxcrypt 4.4.33 (Debian 12)";
    private static final String OPENWALL = "TESTS-OK of openwall/yescrypt";

    static final List<KnownAnswer> ALL = List.of(
            // What passwd(1) writes: N = 4096, r = 32.
            summer("$y$j9T$saltsaltsaltsaltsalt/.$T.QM3dTZRKbGZouGs3SzPUNueCO9MQt4SVpTcs9gLm5"),
            summer("$y$j75$saltsaltsaltsaltsalt/.$BSHi8B4G8F0MWfDb3Y5UPX96lohoO0qIqEt7PKYkX8C"),
            // The classic flavour, alone and in three lanes.
            summer("$y$.3/$saltsaltsaltsaltsalt/.$.VartXQ.NDyUilaMVnXnNsNvTYfxHR.Oj.Fwp4/sXk/"),
            summer("$y$.3/./$saltsaltsaltsaltsalt/.$hqF5FJrHklS3MmKqw/dZ5oQ8AtxV36ZlDWuRxq3riZ6"),
            // Write once, with t = 0, in two lanes with t = 1, and with t = 3.
            summer("$y$/3/$saltsaltsaltsaltsalt/.$rjZ7bxqaFohP5bXAVIt03zKSayKxnQALssqGVWXMZp6"),
            summer("$y$/3/0..$saltsaltsaltsaltsalt/.$lYLogpGLmNJYpDXBTYKPmyauuKBbeqOpfB.kAJP4UK."),
            summer("$y$/2./0$saltsaltsaltsaltsalt/.$IHnUmZ8nObW52yfTLXPKRxIJynzJwJABVrZvrwlGcl2"),
            // Read-write, with t = 1, in three lanes with t = 2, and with a prehash.
            summer("$y$j3/$saltsaltsaltsaltsalt/.$OZDdtDMn.nNot8i5jMxLIWMABC0Vidz1ic.Kz/XDIK8"),
            summer("$y$j35/.$saltsaltsaltsaltsalt/.$SnXcs0vlkdi5foupVhwlWcjskFyQCHQZRMcU4GI9o0."),
            summer("$y$j4/0//$saltsaltsaltsaltsalt/.$jXaNvBlktbP86LFZYcF.72R3pA4JpPFxfMdx1XeAGkB"),
            summer("$y$j6nD$saltsaltsaltsaltsalt/.$jON5WViWyTHUhEU0yc24yBCBFz0rmRXx0dqHHZbte5A"),
            // No password and no salt.
            of("", "$y$j3/$$Ttw.e7NI8Z4mi5AyRaSUE3udaqs.ikigRoh3Odn0TVB", LIBXCRYPT),
            of("pleaseletmein", "$y$j80$LdJMENpBABJJ3h2$ysXVVJwuaVlI1BWoEKt/Bz3WNDDmdOWz/8KTQaHL1cC", OPENWALL),
            of("pleaseletmein", "$y$/7/.4$LdJMENpBABJJ3/$lXHleh7bIZMGNtJVxGVrsIWkEIXfBedlfPui/PITflC", OPENWALL),
            of("pleaseletmein", "$y$/3..2$LdJMENpB$tNczXFuNUd3HMqypStCRsEaL4e4KF7ZYLBe8Hbeg0B7", OPENWALL));

    private YescryptAnswers() {}

    private static KnownAnswer summer(String hash) {
        return of("Summer2024!", hash, LIBXCRYPT);
    }

    private static KnownAnswer of(String password, String hash, String origin) {
        return KnownAnswer.of(YescryptScheme.ID, password, hash, origin);
    }
}
