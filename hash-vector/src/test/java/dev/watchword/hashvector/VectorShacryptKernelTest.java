package dev.watchword.hashvector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.shacrypt.ShacryptDigest;
import dev.watchword.hash.shacrypt.ShacryptScheme;
import dev.watchword.hash.shacrypt.ShacryptSettings;
import dev.watchword.testing.LibCrypt;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VectorShacryptKernelTest {

    private static final String SALT_CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** All kinds of rounds come within forty-two. */
    private static final int ROUNDS = 45;

    @Nested
    class OfSha512 extends Contract {
        OfSha512() {
            super(ShacryptScheme.SHA512CRYPT, ShacryptDigest.SHA512);
        }
    }

    @Nested
    class OfSha256 extends Contract {
        OfSha256() {
            super(ShacryptScheme.SHA256CRYPT, ShacryptDigest.SHA256);
        }
    }

    @Test
    void hasNoLanesForAFunctionThatTheVectorsDoNotCompute() {
        assertTrue(new VectorKernels()
                .newKernel(new ShacryptSettings(ShacryptDigest.SM3, ROUNDS), Long.MAX_VALUE)
                .isEmpty());
    }

    /** A digest of 32 bytes, two words of 8, 16 bytes of salt: 64 bytes fill a block, so padding needs another. */
    @Test
    void countsBlocksWithPaddingAndLength() {
        assertEquals(new CryptShape(1, 1, 2, 2), CryptShape.of(32, 4, 8, 16));
        assertEquals(new CryptShape(1, 1, 1, 2), CryptShape.of(32, 4, 7, 16));
        assertEquals(new CryptShape(1, 1, 1, 1), CryptShape.of(64, 8, 15, 16));
        assertEquals(new CryptShape(1, 1, 1, 2), CryptShape.of(64, 8, 16, 16));
    }

    abstract static class Contract extends FastKernelContract {

        private final HashScheme scheme;
        private final ShacryptDigest function;

        Contract(HashScheme scheme, ShacryptDigest function) {
            this.scheme = scheme;
            this.function = function;
        }

        @Override
        protected HashScheme scheme() {
            return scheme;
        }

        @Override
        protected Settings settings() {
            return new ShacryptSettings(function, ROUNDS);
        }

        /** As crypt(3) has them, or as MySQL has them. */
        @Override
        protected byte[] salt(Random random) {
            byte[] salt = new byte[random.nextInt(4) == 0 ? 20 : random.nextInt(17)];
            random.nextBytes(salt);
            return salt;
        }

        @Override
        protected StoredHash oracle(byte[] password, Random random) {
            String salt = PasswordCases.text(random, random.nextInt(17), SALT_CHARS);
            String text = LibCrypt.crypt(password, function.mark() + "rounds=1000$" + salt + "$")
                    .orElseThrow();
            EncodedHash hash = EncodedHash.of(scheme.id(), text);
            return ((Parsed.Readable) scheme.parse(hash)).hash();
        }
    }
}
