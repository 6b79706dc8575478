package dev.watchword.hash.scram;

import java.util.Random;

/** Chars that SASLprep changes, takes away or refuses, and some that it leaves. */
final class PreparedChars {

    private PreparedChars() {}

    static String next(Random random) {
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
