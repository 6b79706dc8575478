package dev.watchword.hash.descrypt;

import dev.watchword.hash.KnownAnswer;
import java.util.List;

/** Known answers of traditional DES crypt. */
final class DescryptKnownAnswers {

    private DescryptKnownAnswers() {}

    static final List<KnownAnswer> ALL = List.of(
            answer("Summer2024!", "abMo/v7YAw2As", "libxcrypt 4.4.33; the same for Summer20"),
            answer("U*U*U*U*", "CCNf8Sbh3HDfQ", "John the Ripper, DES_fmt.c"),
            answer("U*U***U", "CCX.K.MFy4Ois", "John the Ripper, DES_fmt.c"),
            answer("U*U***U*", "CC4rMpbg9AMZ.", "John the Ripper, DES_fmt.c"),
            answer("*U*U*U*U", "XXxzOu6maQKqQ", "John the Ripper, DES_fmt.c"),
            answer("", "SDbsugeBiC58A", "John the Ripper, DES_fmt.c"),
            answer("rasmuslerdorf", "rl.3StKT.4T8M", "PHP manual, crypt()"));

    private static KnownAnswer answer(String password, String hash, String origin) {
        return KnownAnswer.of(DescryptScheme.ID, password, hash, origin);
    }
}
