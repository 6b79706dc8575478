package dev.watchword.hash.mysql;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.nio.charset.StandardCharsets;
import java.util.Random;

class MysqlSha256OracleTest extends OracleContract {

    @Override
    protected HashScheme scheme() {
        return MysqlSha2Scheme.SHA256;
    }

    /** The function is that of caching_sha2_password, but never with fewer than 5,000 rounds. */
    @Override
    protected int cases() {
        return 150;
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        byte[] salt = new byte[20];
        for (int i = 0; i < salt.length; i++) {
            salt[i] = (byte) random.nextInt(1, 128);
            salt[i] += (byte) (salt[i] == '$' ? 1 : 0);
        }
        return new Case(
                password,
                "",
                new PythonOracle.Question("caching_sha2", password, salt, 5_000),
                digest -> "$5$" + new String(salt, StandardCharsets.ISO_8859_1) + "$" + digest);
    }
}
