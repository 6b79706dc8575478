package dev.watchword.hash.shacrypt;

import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.SchemeId;
import java.util.List;

/** Known answers of SHA-crypt: the cheap ones of the specification that crypt(3) reproduces, and some of libxcrypt. */
final class ShacryptKnownAnswers {

    private static final String SPECIFICATION = "Drepper, Unix crypt using SHA-256 and SHA-512, version 0.6";
    private static final String LIBXCRYPT = "libxcrypt 4.4.33";

    private static final String LONG_TEXT =
            "a very much longer text to encrypt.  This one even stretches over morethan one line.";

    private ShacryptKnownAnswers() {}

    static List<KnownAnswer> sha256(SchemeId id) {
        return List.of(
                KnownAnswer.of(
                        id, "Summer2024!", "$5$saltstring$3YhGr5m3nln/Tc7NMS4rTrp2YsMqza2T3y0L5kvXkn1", LIBXCRYPT),
                KnownAnswer.of(
                        id,
                        "Summer2024!",
                        "$5$rounds=1000$0123456789abcdef$5D4xfXl8JbJXcCBruzNlmhEokyF/Xqp4HfrZfx9CIGD",
                        LIBXCRYPT),
                KnownAnswer.of(
                        id,
                        "",
                        "$5$$3c2QQ0KjIU1OLtB29cl8Fplc2WN7X89bnoEjaR7tWu.",
                        LIBXCRYPT + ", password and salt empty"),
                KnownAnswer.of(
                        id, "Hello world!", "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", SPECIFICATION),
                KnownAnswer.of(
                        id,
                        "Hello world!",
                        "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA",
                        SPECIFICATION),
                KnownAnswer.of(
                        id,
                        "This is just a test",
                        "$5$rounds=5000$toolongsaltstrin$Un/5jzAHMgOGZ5.mWJpuVolil07guHPvOW8mGRcvxa5",
                        SPECIFICATION),
                KnownAnswer.of(
                        id,
                        LONG_TEXT,
                        "$5$rounds=1400$anotherlongsalts$Rx.j8H.h8HjEDGomFU8bDkXm3XIUnzyxf12oP84Bnq1",
                        SPECIFICATION));
    }

    static List<KnownAnswer> sha512(SchemeId id) {
        return List.of(
                KnownAnswer.of(
                        id,
                        "Summer2024!",
                        "$6$saltstring$b3wThx1URvDPIDhMq0nz8XwGNYaIzdRwFijVknGfRSRZ"
                                + "/ZT6Qc8Lu8iBDNWzqYCubZ/t9vP9K25zU7Xaj6xCJ1",
                        LIBXCRYPT),
                KnownAnswer.of(
                        id,
                        "",
                        "$6$$/chiBau24cE26QQVW3IfIe68Xu5.JQ4E8Ie7lcRLwqx"
                                + "O5cxGuBhqF2HmTL.zWJ9zjChg3yJYFXeGBQ2y3Ba1d1",
                        LIBXCRYPT + ", password and salt empty"),
                KnownAnswer.of(
                        id,
                        "Hello world!",
                        "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOf"
                                + "aS35inz1",
                        SPECIFICATION),
                KnownAnswer.of(
                        id,
                        "Hello world!",
                        "$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZe"
                                + "HBy/YTBmSK6H9qs/y3RnOaw5v.",
                        SPECIFICATION),
                KnownAnswer.of(
                        id,
                        "This is just a test",
                        "$6$rounds=5000$toolongsaltstrin$lQ8jolhgVRVhY4b5pZKaysCLi0QBxGoNeKQzQ3glMhwllF7oGDZxUhx1yxdYc"
                                + "z/e1JSbq3y6JMxxl8audkUEm0",
                        SPECIFICATION),
                KnownAnswer.of(
                        id,
                        LONG_TEXT,
                        "$6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0o"
                                + "SwbtEW7o7UmJEiDwGqd8p4ur1",
                        SPECIFICATION));
    }

    static List<KnownAnswer> sm3(SchemeId id) {
        String python = "computed with Python's hashlib";
        return List.of(
                KnownAnswer.of(
                        id,
                        "abc",
                        "$sm3$rounds=1000$saltstring$rA2ewUHqiQH5Le9o318IWjgsADyZCgfFXofbx1T1NCD",
                        "known answers of libxcrypt 4.5.2"),
                KnownAnswer.of(
                        id, "Summer2024!", "$sm3$0123456789abcdef$.n6AVX9S/MF5ix7UDSbEAT1zOJkfWiSpvY8wWteasf2", python),
                KnownAnswer.of(id, "", "$sm3$$EsN7w.ZB80G2tOz28ssIFFoV0Y/UR.RF2fFPTMrsB36", python));
    }
}
