package dev.watchword.hash;

import dev.watchword.hash.argon2.Argon2Scheme;
import dev.watchword.hash.bcrypt.BcryptScheme;
import dev.watchword.hash.descrypt.BigcryptScheme;
import dev.watchword.hash.descrypt.BsdicryptScheme;
import dev.watchword.hash.descrypt.DescryptScheme;
import dev.watchword.hash.digest.HexDigestScheme;
import dev.watchword.hash.digest.LdapScheme;
import dev.watchword.hash.digest.RedisSha256Scheme;
import dev.watchword.hash.mariadb.Ed25519Scheme;
import dev.watchword.hash.mariadb.ParsecScheme;
import dev.watchword.hash.md5crypt.Md5cryptScheme;
import dev.watchword.hash.mysql.MysqlNativeScheme;
import dev.watchword.hash.mysql.MysqlOldScheme;
import dev.watchword.hash.mysql.MysqlSha2Scheme;
import dev.watchword.hash.nt.NtScheme;
import dev.watchword.hash.pbkdf2text.Pbkdf2TextScheme;
import dev.watchword.hash.phpass.PhpassScheme;
import dev.watchword.hash.plain.PlainScheme;
import dev.watchword.hash.rabbitmq.RabbitmqScheme;
import dev.watchword.hash.scram.PostgresMd5Scheme;
import dev.watchword.hash.scram.ScramScheme;
import dev.watchword.hash.scrypt.ScryptScheme;
import dev.watchword.hash.sha1crypt.Sha1cryptScheme;
import dev.watchword.hash.shacrypt.ShacryptScheme;
import dev.watchword.hash.sunmd5.SunMd5Scheme;
import dev.watchword.hash.tomcat.TomcatDigestScheme;
import dev.watchword.hash.tomcat.TomcatPbkdf2Scheme;
import dev.watchword.hash.yescrypt.NationalYescryptScheme;
import dev.watchword.hash.yescrypt.YescryptScheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every scheme that this build can test, in the order in which text is offered to them. */
public final class HashSchemes {

    /** The built-in list: adding a scheme is one folder and one line here. */
    private static final List<HashScheme> BUILT_IN = List.of(
            new YescryptScheme(),
            new ScryptScheme(),
            LdapScheme.ssha(),
            LdapScheme.sha(),
            LdapScheme.md5(),
            new RedisSha256Scheme(),
            new HexDigestScheme(),
            new TomcatPbkdf2Scheme(),
            new TomcatDigestScheme(),
            new PlainScheme(),
            new Argon2Scheme(),
            Pbkdf2TextScheme.PASSLIB,
            Pbkdf2TextScheme.DJANGO,
            Pbkdf2TextScheme.WERKZEUG,
            Pbkdf2TextScheme.GRUB,
            ScramScheme.SHA256,
            ScramScheme.MONGODB_SHA1,
            new PostgresMd5Scheme(),
            new PhpassScheme(),
            new RabbitmqScheme(),
            Md5cryptScheme.APR1,
            Md5cryptScheme.MD5CRYPT,
            new BcryptScheme(),
            new NtScheme(),
            ShacryptScheme.SHA256CRYPT,
            ShacryptScheme.SHA512CRYPT,
            ShacryptScheme.SM3CRYPT,
            NationalYescryptScheme.GOST_YESCRYPT,
            NationalYescryptScheme.SM3_YESCRYPT,
            MysqlSha2Scheme.CACHING_SHA2,
            MysqlSha2Scheme.SHA256,
            new MysqlNativeScheme(),
            new MysqlOldScheme(),
            new Ed25519Scheme(),
            new ParsecScheme(),
            new Sha1cryptScheme(),
            new SunMd5Scheme(),
            new BsdicryptScheme(),
            // without a mark, known by their shape: after all that have one
            new BigcryptScheme(),
            new DescryptScheme());

    private static final Map<SchemeId, HashScheme> BY_ID =
            BUILT_IN.stream().collect(Collectors.toUnmodifiableMap(HashScheme::id, Function.identity()));

    private HashSchemes() {}

    public static List<HashScheme> all() {
        return BUILT_IN;
    }

    public static Optional<HashScheme> byId(SchemeId id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** The scheme that a text standing where crypt(3) hashes stand belongs to; empty when none of ours does. */
    public static Optional<HashScheme> claiming(String text) {
        return BUILT_IN.stream().filter(scheme -> scheme.claims(text)).findFirst();
    }
}
