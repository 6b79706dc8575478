package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.nio.charset.StandardCharsets;
import java.util.Random;

class WerkzeugOracleTest extends OracleContract {

    private static final int[] BITS = {160, 224, 256, 384, 512};

    @Override
    protected HashScheme scheme() {
        return Pbkdf2TextScheme.WERKZEUG;
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        String salt = PasswordCases.text(random, 1 + random.nextInt(30), "abcXYZ019");
        int iterations = 1 + random.nextInt(300);
        int bits = BITS[random.nextInt(BITS.length)];
        String digest = "sha" + (bits == 160 ? 1 : bits);
        return new Case(
                password,
                "",
                new PythonOracle.Question(
                        "pbkdf2", digest, password, salt.getBytes(StandardCharsets.US_ASCII), iterations, bits / 8),
                key -> "pbkdf2:" + digest + ":" + iterations + "$" + salt + "$" + key);
    }
}
