package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Random;
import java.util.function.UnaryOperator;

class PasslibOracleTest extends OracleContract {

    private static final String[] SCHEMES = {
        "pbkdf2_sha1", "pbkdf2_sha256", "pbkdf2_sha512", "ldap_pbkdf2_sha1", "ldap_pbkdf2_sha256", "ldap_pbkdf2_sha512"
    };

    @Override
    protected HashScheme scheme() {
        return Pbkdf2TextScheme.PASSLIB;
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        byte[] salt = new byte[random.nextInt(1, 40)];
        random.nextBytes(salt);
        int iterations = 1 + random.nextInt(300);
        String scheme = SCHEMES[random.nextInt(SCHEMES.length)];
        PythonOracle.Question question = new PythonOracle.Question("passlib", scheme, password, salt, iterations);
        return new Case(password, "", question, UnaryOperator.identity());
    }
}
