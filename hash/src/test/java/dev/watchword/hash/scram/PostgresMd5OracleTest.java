package dev.watchword.hash.scram;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Random;
import java.util.function.UnaryOperator;

class PostgresMd5OracleTest extends OracleContract {

    @Override
    protected HashScheme scheme() {
        return new PostgresMd5Scheme();
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        String user = PasswordCases.text(random, 1 + random.nextInt(20), "abc:ADMIN\u00fc\u6c49");
        PythonOracle.Question question = new PythonOracle.Question("postgres_md5", password, user);
        return new Case(password, user, question, UnaryOperator.identity());
    }
}
