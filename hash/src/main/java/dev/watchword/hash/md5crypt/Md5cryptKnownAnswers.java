package dev.watchword.hash.md5crypt;

import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.SchemeId;
import java.util.List;

/** Known answers of md5crypt under both magics. */
final class Md5cryptKnownAnswers {

    private Md5cryptKnownAnswers() {}

    static List<KnownAnswer> crypt(SchemeId id) {
        return List.of(
                KnownAnswer.of(id, "Summer2024!", "$1$saltsalt$rsR8r8J.Yz2zaqiFuYUVj0", "libxcrypt 4.4.33"),
                KnownAnswer.of(id, "rasmuslerdorf", "$1$rasmusle$rISCgZzpwk3UhDidwXvin0", "PHP manual, crypt()"),
                KnownAnswer.of(
                        id, "0123456789ABCDE", "$1$12345678$aIccj83HRDBo6ux1bVx7D1", "John the Ripper, MD5_fmt.c"),
                KnownAnswer.of(id, "", "$1$$qRPK7m23GJusamGpoGLby/", "libxcrypt 4.4.33, neither password nor salt"));
    }

    static List<KnownAnswer> apache(SchemeId id) {
        return List.of(
                KnownAnswer.of(
                        id,
                        "myPassword",
                        "$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/",
                        "Apache httpd manual, password formats"),
                KnownAnswer.of(
                        id, "hashcat", "$apr1$71850310$gh9m4xcAn3MGxogwX/ztb.", "hashcat, example hashes, mode 1600"),
                KnownAnswer.of(
                        id, "Summer2024!", "$apr1$saltsalt$ptY.cDN6jkr/9lq4pkr9i1", "openssl passwd -apr1, 3.0.19"),
                KnownAnswer.of(
                        id, "Summer2024!", "$apr1$$Hp07DHCm212UdssVLVcjg.", "openssl passwd -apr1, 3.0.19, no salt"));
    }
}
