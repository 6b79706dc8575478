package dev.watchword.hash.mariadb;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Random;
import java.util.function.UnaryOperator;

class ParsecOracleTest extends OracleContract {

    @Override
    protected HashScheme scheme() {
        return new ParsecScheme();
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        byte[] salt = new byte[18];
        random.nextBytes(salt);
        int factor = random.nextInt(20) == 0 ? random.nextInt(4) : 0;
        PythonOracle.Question question = new PythonOracle.Question("mariadb_parsec", password, salt, factor);
        return new Case(password, "", question, UnaryOperator.identity());
    }
}
