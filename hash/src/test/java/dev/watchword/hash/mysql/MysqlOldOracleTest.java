package dev.watchword.hash.mysql;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Random;
import java.util.function.UnaryOperator;

class MysqlOldOracleTest extends OracleContract {

    @Override
    protected HashScheme scheme() {
        return new MysqlOldScheme();
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        PythonOracle.Question question = new PythonOracle.Question("mysql_old", password);
        return new Case(password, "", question, UnaryOperator.identity());
    }
}
