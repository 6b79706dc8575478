package dev.watchword.hashvector;

import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.digest.DigestSettings;
import dev.watchword.hash.digest.DigestVariant;
import dev.watchword.hash.digest.HexDigestScheme;
import dev.watchword.hash.digest.RedisSha256Scheme;
import dev.watchword.hash.mysql.MysqlNativeScheme;
import dev.watchword.hash.nt.NtScheme;
import dev.watchword.hash.tomcat.TomcatDigestScheme;
import dev.watchword.hash.tomcat.TomcatDigestSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.junit.jupiter.api.Nested;

/** Bouncy Castle's digests judge; salted, those of bare digests are tested with salts as LDAP has them. */
class VectorDigestKernelTest {

    @Nested
    class OfMd5 extends Salted {
        OfMd5() {
            super(new HexDigestScheme(), MD5Digest::new, "MD5");
        }
    }

    @Nested
    class OfSha1 extends Salted {
        OfSha1() {
            super(new HexDigestScheme(), SHA1Digest::new, "SHA-1");
        }
    }

    @Nested
    class OfRedis extends Salted {
        OfRedis() {
            super(new RedisSha256Scheme(), SHA256Digest::new, "SHA-256");
        }
    }

    @Nested
    class OfSha512 extends Salted {
        OfSha512() {
            super(new HexDigestScheme(), SHA512Digest::new, "SHA-512");
        }
    }

    abstract static class Salted extends Contract {

        private final String algorithm;

        Salted(HashScheme scheme, Supplier<Digest> digest, String algorithm) {
            super(scheme, digest);
            this.algorithm = algorithm;
        }

        @Override
        protected Settings settings() {
            return DigestSettings.of(DigestVariant.of(algorithm));
        }

        @Override
        protected boolean isForTheKernel(KnownAnswer known, StoredHash hash) {
            return hash.settings().equals(settings());
        }

        @Override
        byte[] judged(byte[] password, byte[] salt) {
            return digest(joined(password, salt));
        }
    }

    @Nested
    class OfTomcat extends Contract {

        private static final int ITERATIONS = 5;

        OfTomcat() {
            super(new TomcatDigestScheme(), SHA512Digest::new);
        }

        @Override
        protected Settings settings() {
            DigestVariant variant = DigestVariant.of("SHA-512");
            return new TomcatDigestSettings(variant, ITERATIONS, variant.digestBytes());
        }

        @Override
        protected boolean isForTheKernel(KnownAnswer known, StoredHash hash) {
            return new VectorKernels().newKernel(hash.settings(), 0).isPresent();
        }

        @Override
        byte[] judged(byte[] password, byte[] salt) {
            byte[] digest = joined(salt, password);
            for (int i = 0; i < ITERATIONS; i++) {
                digest = digest(digest);
            }
            return digest;
        }
    }

    @Nested
    class OfMysqlNative extends Contract {

        OfMysqlNative() {
            super(new MysqlNativeScheme(), SHA1Digest::new);
        }

        @Override
        protected Settings settings() {
            return ofKnownAnswer(0);
        }

        @Override
        protected byte[] salt(Random random) {
            return new byte[0];
        }

        @Override
        byte[] judged(byte[] password, byte[] salt) {
            return digest(digest(password));
        }
    }

    @Nested
    class OfNtInCrypt extends Contract {

        OfNtInCrypt() {
            super(new NtScheme(), MD4Digest::new);
        }

        @Override
        protected Settings settings() {
            return parsed("$3$$" + "0".repeat(32), "");
        }

        @Override
        byte[] judged(byte[] password, byte[] salt) {
            byte[] widened = new byte[2 * password.length];
            for (int i = 0; i < password.length; i++) {
                widened[2 * i] = password[i];
            }
            return digest(widened);
        }
    }

    @Nested
    class OfNtInWindows extends Contract {

        OfNtInWindows() {
            super(new NtScheme(), MD4Digest::new);
        }

        @Override
        protected Settings settings() {
            return parsed("0".repeat(32), NtScheme.UTF16);
        }

        /** The contract's passwords are hardly ever UTF-8, which NtSchemeTest looks at; so the oracle gets ASCII. */
        @Override
        protected StoredHash oracle(byte[] password, Random random) {
            for (int i = 0; i < password.length; i++) {
                password[i] = (byte) (password[i] & 0x7f | 0x20);
            }
            return super.oracle(password, random);
        }

        @Override
        byte[] judged(byte[] password, byte[] salt) {
            return digest(new String(password, StandardCharsets.US_ASCII).getBytes(StandardCharsets.UTF_16LE));
        }
    }

    abstract static class Contract extends FastKernelContract {

        private final HashScheme scheme;
        private final Supplier<Digest> digest;

        Contract(HashScheme scheme, Supplier<Digest> digest) {
            this.scheme = scheme;
            this.digest = digest;
        }

        abstract byte[] judged(byte[] password, byte[] salt);

        @Override
        protected HashScheme scheme() {
            return scheme;
        }

        @Override
        protected byte[] salt(Random random) {
            byte[] salt = new byte[random.nextInt(33)];
            random.nextBytes(salt);
            return salt;
        }

        @Override
        protected StoredHash oracle(byte[] password, Random random) {
            byte[] salt = salt(random);
            return new StoredHash(scheme.id(), settings(), salt, judged(password, salt), new Cost(1, 0));
        }

        final Settings ofKnownAnswer(int index) {
            return ((Parsed.Readable)
                            scheme.parse(scheme.knownAnswers().get(index).hash()))
                    .hash()
                    .settings();
        }

        final Settings parsed(String text, String variant) {
            EncodedHash hash = new EncodedHash(scheme.id(), variant, text.getBytes(StandardCharsets.US_ASCII));
            return ((Parsed.Readable) scheme.parse(hash)).hash().settings();
        }

        final byte[] digest(byte[] message) {
            Digest judge = digest.get();
            judge.update(message, 0, message.length);
            byte[] result = new byte[judge.getDigestSize()];
            judge.doFinal(result, 0);
            return result;
        }

        static byte[] joined(byte[] first, byte[] second) {
            byte[] joined = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, joined, first.length, second.length);
            return joined;
        }
    }
}
