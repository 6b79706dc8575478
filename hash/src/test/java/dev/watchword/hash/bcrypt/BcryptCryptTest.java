package dev.watchword.hash.bcrypt;

import dev.watchword.hash.CryptContract;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.PasswordCases;
import java.util.Random;

class BcryptCryptTest extends CryptContract {

    private static final String SALT_CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Override
    protected HashScheme scheme() {
        return new BcryptScheme();
    }

    @Override
    protected String setting(Random random) {
        char revision = "abxy".charAt(random.nextInt(4));
        int cost = random.nextInt(32) == 0 ? 5 + random.nextInt(2) : 4;
        String last = PasswordCases.text(random, 1, ".Oeu");
        return "$2" + revision + "$0" + cost + "$" + PasswordCases.text(random, 21, SALT_CHARS) + last;
    }

    @Override
    protected int digestFrom(String text) {
        return 29;
    }

    /** Each cost more is twice the time. */
    @Override
    protected boolean bounded(String setting) {
        return setting.length() > 5 && (setting.charAt(4) == '0' || setting.charAt(4) > '3');
    }
}
