package dev.watchword.hash.phpass;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Random;

class PhpassOracleTest extends OracleContract {

    private static final String CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Override
    protected HashScheme scheme() {
        return new PhpassScheme();
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        String salt = PasswordCases.text(random, 8, CHARS);
        boolean phpbb = random.nextInt(4) == 0;
        return new Case(
                password,
                "",
                new PythonOracle.Question("phpass", password, salt, 7 + random.nextInt(3)),
                text -> phpbb ? text.replace("$P$", "$H$") : text);
    }
}
