package dev.watchword.hash.bcrypt;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.KnownAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Known answers of bcrypt; those with bytes above 0x7f tell the four revisions apart. */
final class BcryptKnownAnswers {

    private static final String OPENWALL = "Openwall crypt_blowfish 1.3, wrapper.c";
    private static final String SALT = "$05$/OK.fbVrR/bpIqNJ5ianF.";

    static final List<KnownAnswer> ALL = List.of(
            answer("Summer2024!", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.HUGMkYg/D62b6u9NLipbVs29nwbUZoq", "libxcrypt 4.4.33"),
            answer("", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy", "John the Ripper, BF_fmt.c"),
            answer("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", OPENWALL),
            answer("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK", OPENWALL),
            answer("U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a", OPENWALL),
            answer(
                    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored",
                    "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
                    OPENWALL),
            answer("\u00a3", "$2x" + SALT + "CE5elHaaO4EbggVDjb8P19RukzXSM3e", OPENWALL),
            answer("\u00ff\u00ff\u00a3", "$2x" + SALT + "CE5elHaaO4EbggVDjb8P19RukzXSM3e", OPENWALL),
            answer("\u00ff\u00ff\u00a3", "$2y" + SALT + "CE5elHaaO4EbggVDjb8P19RukzXSM3e", OPENWALL),
            answer("\u00ff\u00ff\u00a3", "$2b" + SALT + "CE5elHaaO4EbggVDjb8P19RukzXSM3e", OPENWALL),
            answer("\u00ff\u00ff\u00a3", "$2a" + SALT + "nqd1wy.pTMdcvrRWxyiGL2eMz.2a85.", OPENWALL),
            answer("\u00a3", "$2y" + SALT + "Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq", OPENWALL),
            answer("\u00a3", "$2a" + SALT + "Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq", OPENWALL),
            answer("1\u00a3345", "$2x" + SALT + "o./n25XVfn6oAPaUvHe.Csk4zRfsYPi", OPENWALL),
            answer("\u00ff\u00a3345", "$2x" + SALT + "o./n25XVfn6oAPaUvHe.Csk4zRfsYPi", OPENWALL),
            answer("\u00ff\u00a3345", "$2a" + SALT + "nRht2l/HRhr6zmCp9vYUvvsqynflf9e", OPENWALL),
            answer(
                    "\u00ff\u00a334\u00ff\u00ff\u00ff\u00a3345",
                    "$2y" + SALT + "o./n25XVfn6oAPaUvHe.Csk4zRfsYPi",
                    OPENWALL),
            answer(
                    "\u00ff\u00a334\u00ff\u00ff\u00ff\u00a3345",
                    "$2a" + SALT + "ZC1JEJ8Z4gPfpe1JOr/oyPXTWl9EFd.",
                    OPENWALL),
            answer("\u00a3ab", "$2a" + SALT + "6IflQkJytoRVc1yuaNtHfiuq.FRlSIS", OPENWALL),
            answer("\u00d1\u0091", "$2x$05$6bNw2HLQYeqHYyBfLMsv/OiwqTymGIGzFsA4hOTWebfehXHNprcAS", OPENWALL),
            answer("\u00aaU".repeat(36), "$2a" + SALT + "R9xrDjiycxMbQE2bp.vgqlYpW5wx2yy", OPENWALL));

    private BcryptKnownAnswers() {}

    /** @param latin1 the password, one char for each of its bytes */
    private static KnownAnswer answer(String latin1, String hash, String origin) {
        byte[] password = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return new KnownAnswer(password, EncodedHash.of(BcryptScheme.ID, hash), origin);
    }
}
