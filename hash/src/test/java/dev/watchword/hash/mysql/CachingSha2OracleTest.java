package dev.watchword.hash.mysql;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.nio.charset.StandardCharsets;
import java.util.Random;

class CachingSha2OracleTest extends OracleContract {

    @Override
    protected HashScheme scheme() {
        return MysqlSha2Scheme.CACHING_SHA2;
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        byte[] salt = new byte[20];
        for (int i = 0; i < salt.length; i++) {
            salt[i] = (byte) random.nextInt(1, 128);
            salt[i] += (byte) (salt[i] == '$' ? 1 : 0);
        }
        int thousands = random.nextInt(50) == 0 ? 2 + random.nextInt(14) : 1;
        return new Case(
                password,
                "",
                new PythonOracle.Question("caching_sha2", password, salt, 1_000 * thousands),
                digest -> "$A$%03X$".formatted(thousands) + new String(salt, StandardCharsets.ISO_8859_1) + digest);
    }
}
