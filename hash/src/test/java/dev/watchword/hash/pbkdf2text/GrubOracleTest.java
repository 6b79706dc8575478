package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Random;
import java.util.function.UnaryOperator;

class GrubOracleTest extends OracleContract {

    @Override
    protected HashScheme scheme() {
        return Pbkdf2TextScheme.GRUB;
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        byte[] salt = new byte[random.nextInt(1, 40)];
        random.nextBytes(salt);
        int iterations = 1 + random.nextInt(300);
        PythonOracle.Question question =
                new PythonOracle.Question("passlib", "grub_pbkdf2_sha512", password, salt, iterations);
        return new Case(password, "", question, UnaryOperator.identity());
    }
}
