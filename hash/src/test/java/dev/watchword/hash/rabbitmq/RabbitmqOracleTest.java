package dev.watchword.hash.rabbitmq;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

class RabbitmqOracleTest extends OracleContract {

    private static final String[] VARIANTS = {"", "SHA-512", "MD5"};

    @Override
    protected HashScheme scheme() {
        return new RabbitmqScheme();
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        byte[] salt = new byte[4];
        random.nextBytes(salt);
        String variant = VARIANTS[random.nextInt(3)];
        String digest = variant.isEmpty() ? "sha256" : variant.replace("-", "").toLowerCase(Locale.ROOT);
        PythonOracle.Question question = new PythonOracle.Question("rabbitmq", digest, password, salt);
        return new Case(password, variant, question, UnaryOperator.identity());
    }
}
