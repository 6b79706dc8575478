package dev.watchword.hash.yescrypt;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import dev.watchword.hash.scrypt.SixBits;
import dev.watchword.testing.LibCrypt;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The host's crypt(3) computes yescrypt, Python what stands around it. */
class Sm3YescryptOracleTest extends OracleContract {

    private static final int[] FLAVOURS = {0, 1, 47};

    @Override
    protected HashScheme scheme() {
        return NationalYescryptScheme.SM3_YESCRYPT;
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        byte[] salt = new byte[random.nextInt(65)];
        random.nextBytes(salt);
        String inner =
                YescryptTextWriter.of(FLAVOURS[random.nextInt(3)], 4 + random.nextInt(3), 1 + random.nextInt(8), 1, 0)
                        + SixBits.encode(salt) + "$";
        String printed = LibCrypt.crypt(password, inner).orElseThrow();
        return new Case(
                password,
                "",
                new PythonOracle.Question(
                        "sm3_yescrypt",
                        password,
                        inner.replace("$y$", "$sm3y$"),
                        printed.substring(printed.lastIndexOf('$') + 1)),
                UnaryOperator.identity());
    }
}
