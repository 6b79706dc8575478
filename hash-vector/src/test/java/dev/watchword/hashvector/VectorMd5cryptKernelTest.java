package dev.watchword.hashvector;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.md5crypt.Md5cryptScheme;
import dev.watchword.testing.LibCrypt;
import java.util.Random;
import org.junit.jupiter.api.Nested;

class VectorMd5cryptKernelTest {

    private static final String SALT_CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Nested
    class OfCrypt extends Contract {

        @Override
        protected HashScheme scheme() {
            return Md5cryptScheme.MD5CRYPT;
        }
    }

    @Nested
    class OfApache extends Contract {

        @Override
        protected HashScheme scheme() {
            return Md5cryptScheme.APR1;
        }
    }

    abstract static class Contract extends FastKernelContract {

        @Override
        protected Settings settings() {
            return parsed(scheme(), scheme().knownAnswers().getFirst().hash()).settings();
        }

        @Override
        protected byte[] salt(Random random) {
            byte[] salt = new byte[random.nextInt(9)];
            random.nextBytes(salt);
            return salt;
        }

        /** libcrypt knows its own magic only; Apache's differs from it in what is digested before the rounds. */
        @Override
        protected StoredHash oracle(byte[] password, Random random) {
            String salt = PasswordCases.text(random, random.nextInt(9), SALT_CHARS);
            String text = LibCrypt.crypt(password, "$1$" + salt + "$").orElseThrow();
            return parsed(Md5cryptScheme.MD5CRYPT, EncodedHash.of(Md5cryptScheme.MD5CRYPT.id(), text));
        }

        private static StoredHash parsed(HashScheme scheme, EncodedHash hash) {
            return ((Parsed.Readable) scheme.parse(hash)).hash();
        }
    }
}
