package dev.watchword.hash.scram;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

class ScramSha256OracleTest extends OracleContract {

    @Override
    protected HashScheme scheme() {
        return ScramScheme.SHA256;
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        if (random.nextInt(4) == 0) {
            password = PreparedChars.next(random).getBytes(StandardCharsets.UTF_8);
        }
        byte[] salt = new byte[random.nextInt(1, 40)];
        random.nextBytes(salt);
        int iterations = 1 + random.nextInt(300);
        String head = iterations + ":" + Base64.getEncoder().encodeToString(salt) + "$";
        return new Case(
                password,
                "",
                new PythonOracle.Question("scram", "sha256", password, salt, iterations),
                keys -> "SCRAM-SHA-256$" + head + keys);
    }
}
