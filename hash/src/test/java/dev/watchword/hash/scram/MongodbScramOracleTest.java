package dev.watchword.hash.scram;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Base64;
import java.util.Random;

class MongodbScramOracleTest extends OracleContract {

    @Override
    protected HashScheme scheme() {
        return ScramScheme.MONGODB_SHA1;
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        byte[] salt = new byte[random.nextInt(1, 40)];
        random.nextBytes(salt);
        int iterations = 1 + random.nextInt(300);
        String head = iterations + ":" + Base64.getEncoder().encodeToString(salt) + "$";
        String user = PasswordCases.text(random, 1 + random.nextInt(20), "abc:ADMIN\u00fc\u6c49");
        return new Case(
                password,
                user,
                new PythonOracle.Question("mongodb", password, user, salt, iterations),
                keys -> "SCRAM-SHA-1$" + head + keys);
    }
}
