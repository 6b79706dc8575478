package dev.watchword.hash.yescrypt;

import dev.watchword.hash.CryptContract;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.scrypt.SixBits;
import java.util.Random;

class GostYescryptCryptTest extends CryptContract {

    private static final int[] FLAVOURS = {0, 1, 47};

    @Override
    protected HashScheme scheme() {
        return NationalYescryptScheme.GOST_YESCRYPT;
    }

    @Override
    protected String setting(Random random) {
        int flavour = FLAVOURS[random.nextInt(3)];
        int t = flavour == 0 ? 0 : random.nextInt(4);
        int p = 1 + random.nextInt(3);
        byte[] salt = new byte[random.nextInt(65)];
        random.nextBytes(salt);
        String setting = YescryptTextWriter.of(flavour, 4 + random.nextInt(4), 1 + random.nextInt(8), p, t)
                + SixBits.encode(salt);
        return setting.replace("$y$", "$gy$") + "$";
    }

    @Override
    protected boolean bounded(String setting) {
        if (!setting.startsWith("$gy$")) {
            return false; // another scheme's
        }
        return switch (YescryptText.settings(setting, 4)) {
            case YescryptText.Refused refused -> true;
            case YescryptText.Settled settled -> settled.settings().cost().nanos() < 2e6;
        };
    }
}
