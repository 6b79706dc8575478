package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Random;
import java.util.function.UnaryOperator;

class DjangoOracleTest extends OracleContract {

    @Override
    protected HashScheme scheme() {
        return Pbkdf2TextScheme.DJANGO;
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        String salt = PasswordCases.text(random, 1 + random.nextInt(30), "abcXYZ019");
        String scheme = "django_pbkdf2_sha" + (random.nextBoolean() ? "1" : "256");
        PythonOracle.Question question =
                new PythonOracle.Question("passlib", scheme, password, salt, 1 + random.nextInt(300));
        return new Case(password, "", question, UnaryOperator.identity());
    }
}
