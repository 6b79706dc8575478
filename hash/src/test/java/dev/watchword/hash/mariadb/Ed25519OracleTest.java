package dev.watchword.hash.mariadb;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Random;
import java.util.function.UnaryOperator;

class Ed25519OracleTest extends OracleContract {

    @Override
    protected HashScheme scheme() {
        return new Ed25519Scheme();
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        PythonOracle.Question question = new PythonOracle.Question("mariadb_ed25519", password);
        return new Case(password, "", question, UnaryOperator.identity());
    }
}
