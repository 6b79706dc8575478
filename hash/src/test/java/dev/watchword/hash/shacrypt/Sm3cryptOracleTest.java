package dev.watchword.hash.shacrypt;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Random;

class Sm3cryptOracleTest extends OracleContract {

    private static final String SALT_CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz,-=#@";

    @Override
    protected HashScheme scheme() {
        return ShacryptScheme.SM3CRYPT;
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        String salt = PasswordCases.text(random, random.nextInt(17), SALT_CHARS);
        int rounds = random.nextInt(100) == 0 ? random.nextInt(1_000, 6_000) : 1_000 + random.nextInt(10);
        return new Case(
                password,
                "",
                new PythonOracle.Question("sm3crypt", password, salt, rounds),
                digest -> "$sm3$rounds=" + rounds + "$" + salt + "$" + digest);
    }
}
