package dev.watchword.hashvector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.pbkdf2.Pbkdf2Settings;
import dev.watchword.hash.pbkdf2text.Pbkdf2TextScheme;
import dev.watchword.hash.scram.ScramScheme;
import dev.watchword.hash.scram.ScramSettings;
import dev.watchword.hash.scram.ScramSteps;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Bouncy Castle's PBKDF2 and HMAC judge. */
class VectorPbkdf2KernelTest {

    private static final int ITERATIONS = 7;

    @Nested
    class OverSha1 extends Contract {
        OverSha1() {
            super(Pbkdf2TextScheme.DJANGO, SHA1Digest::new, Pbkdf2Settings.of("SHA-1", ITERATIONS, 20));
        }
    }

    @Nested
    class OverSha256 extends Contract {
        OverSha256() {
            super(Pbkdf2TextScheme.DJANGO, SHA256Digest::new, Pbkdf2Settings.of("SHA-256", ITERATIONS, 32));
        }
    }

    @Nested
    class OverSha512 extends Contract {
        OverSha512() {
            super(Pbkdf2TextScheme.GRUB, SHA512Digest::new, Pbkdf2Settings.of("SHA-512", ITERATIONS, 64));
        }
    }

    /** Tomcat keeps twenty bytes by default, whatever the digest. */
    @Nested
    class OverSha512InPart extends Contract {
        OverSha512InPart() {
            super(Pbkdf2TextScheme.GRUB, SHA512Digest::new, Pbkdf2Settings.of("SHA-512", ITERATIONS, 20));
        }
    }

    @Nested
    class OfScramSha256 extends Contract {
        OfScramSha256() {
            super(
                    ScramScheme.SHA256,
                    SHA256Digest::new,
                    new ScramSettings("SHA-256", 32, ITERATIONS, Optional.empty()));
        }
    }

    @Nested
    class OfMongoDb extends Contract {
        OfMongoDb() {
            super(
                    ScramScheme.MONGODB_SHA1,
                    SHA1Digest::new,
                    new ScramSettings("SHA-1", 20, ITERATIONS, Optional.of("admin")));
        }
    }

    @Test
    void leavesWhatOneChainDoesNotMakeToTheScalarKernel() {
        assertTrue(new VectorKernels()
                .newKernel(Pbkdf2Settings.of("SHA-256", ITERATIONS, 33), 0)
                .isEmpty());
        assertTrue(new VectorKernels()
                .newKernel(Pbkdf2Settings.of("SHA-384", ITERATIONS, 20), 0)
                .isEmpty());
    }

    abstract static class Contract extends FastKernelContract {

        private final HashScheme scheme;
        private final Supplier<Digest> digest;
        private final Settings settings;

        Contract(HashScheme scheme, Supplier<Digest> digest, Settings settings) {
            this.scheme = scheme;
            this.digest = digest;
            this.settings = settings;
        }

        @Override
        protected HashScheme scheme() {
            return scheme;
        }

        @Override
        protected Settings settings() {
            return settings;
        }

        /** Known answers with other digests are not for these kernels; with very many iterations they take too long here. */
        @Override
        protected boolean isForTheKernel(KnownAnswer known, StoredHash hash) {
            return new VectorKernels().newKernel(hash.settings(), 0).isPresent()
                    && hash.cost().nanos() < 5e6;
        }

        @Override
        protected byte[] salt(Random random) {
            byte[] salt = new byte[random.nextInt(200)];
            random.nextBytes(salt);
            return salt;
        }

        @Override
        protected StoredHash oracle(byte[] password, Random random) {
            byte[] salt = salt(random);
            byte[] found = settings instanceof ScramSettings scram
                    ? scram(scram, password, salt)
                    : pbkdf2(password, salt, settings.digestBytes());
            return new StoredHash(scheme.id(), settings, salt, found, new dev.watchword.hash.Cost(1, 0));
        }

        private byte[] pbkdf2(byte[] password, byte[] salt, int bytes) {
            PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest.get());
            generator.init(password, salt, ITERATIONS);
            return ((KeyParameter) generator.generateDerivedParameters(8 * bytes)).getKey();
        }

        private byte[] scram(ScramSettings scram, byte[] password, byte[] salt) {
            byte[] salted = pbkdf2(new ScramSteps(scram).prepared(password), salt, scram.digestBytes());
            HMac hmac = new HMac(digest.get());
            hmac.init(new KeyParameter(salted));
            byte[] label = "Client Key".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            hmac.update(label, 0, label.length);
            byte[] key = new byte[scram.digestBytes()];
            hmac.doFinal(key, 0);
            Digest last = digest.get();
            last.update(key, 0, key.length);
            last.doFinal(key, 0);
            return key;
        }
    }
}
