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
            password = chars(random).getBytes(StandardCharsets.UTF_8);
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

    /** Chars that SASLprep changes, takes away or refuses, and some that it leaves. */
    private static String chars(Random random) {
        String some =
                "aB1\u00a0\u1680\u2003\u3000\u00ad\u200b\u200d\ufe0f\u2168\u00aa\ufb01\u212b\u0041\u030a\u0007\u0080"
                        + "\ue000\ufdd0\u2028\u202a\u2ff0\u0627\u05d0\u0221\u3400\uac00\u1e9b\u0323\u3371\uff21\u00df\u01c5";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            text.append(some.charAt(random.nextInt(some.length())));
        }
        return text.toString();
    }
}
