package dev.watchword.hash.argon2;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.OracleContract;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.PythonOracle;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

class Argon2OracleTest extends OracleContract {

    private static final String[] KINDS = {"argon2d", "argon2i", "argon2id"};

    @Override
    protected HashScheme scheme() {
        return new Argon2Scheme();
    }

    @Override
    protected Case next(Random random) {
        byte[] password = PasswordCases.next(random);
        String kind = KINDS[random.nextInt(3)];
        int version = random.nextInt(3) == 0 ? 16 : 19;
        int lanes = 1 + random.nextInt(4);
        int memory = 8 * lanes + random.nextInt(120);
        int passes = 1 + random.nextInt(3);
        byte[] salt = new byte[8 + random.nextInt(40)];
        random.nextBytes(salt);
        int length = 4 + random.nextInt(90);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new Case(
                password,
                "",
                new PythonOracle.Question("argon2", kind, version, memory, passes, lanes, salt, length, password),
                tag -> "$%s$%sm=%d,t=%d,p=%d$%s$%s"
                        .formatted(
                                kind,
                                version == 16 && random.nextBoolean() ? "" : "v=" + version + "$",
                                memory,
                                passes,
                                lanes,
                                base64.encodeToString(salt),
                                base64.encodeToString(HexFormat.of().parseHex(tag))));
    }
}
