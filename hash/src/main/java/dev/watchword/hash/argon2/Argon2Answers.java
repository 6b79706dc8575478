package dev.watchword.hash.argon2;

import dev.watchword.hash.KnownAnswer;
import java.util.List;

/** Argon2 hashes of public passwords. */
final class Argon2Answers {

    private static final String REFERENCE = "the reference implementation, 20190702, through argon2-cffi 21.1";

    static final List<KnownAnswer> ALL = List.of(
            of(
                    "Summer2024!",
                    "$argon2id$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$gI3qSzPH9kadn1LxBq3CD7LEGawC+wg0C+kkpv6sCQk",
                    REFERENCE),
            of(
                    "Summer2024!",
                    "$argon2i$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$xq/wzcAZMfGR7qizJkFM5kRMcjAogZI1ozNva69yaBk",
                    REFERENCE),
            of(
                    "Summer2024!",
                    "$argon2d$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$Y6vcSid1AZT27IX8j9ZCw1yYIAKBG+Kkod9QCLiEHic",
                    REFERENCE),
            of(
                    "Summer2024!",
                    "$argon2id$v=19$m=256,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$tee09lii77oyMm6yw22wJ7keTOhiNd9e",
                    REFERENCE),
            of("Summer2024!", "$argon2i$m=64,t=1,p=2$c2FsdHNhbHQ$sVWksEoTpWRXsNo7yg7J1Q", REFERENCE),
            of("Summer2024!", "$argon2i$v=16$m=64,t=1,p=2$c2FsdHNhbHQ$sVWksEoTpWRXsNo7yg7J1Q", REFERENCE),
            of(
                    "password",
                    "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
                    "test.c of the reference implementation"));

    private Argon2Answers() {}

    private static KnownAnswer of(String password, String hash, String origin) {
        return KnownAnswer.of(Argon2Scheme.ID, password, hash, origin);
    }
}
