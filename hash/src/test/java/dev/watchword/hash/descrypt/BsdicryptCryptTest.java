package dev.watchword.hash.descrypt;

import dev.watchword.hash.CryptContract;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.PasswordCases;
import java.util.Random;

class BsdicryptCryptTest extends CryptContract {

    private static final String CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Override
    protected HashScheme scheme() {
        return new BsdicryptScheme();
    }

    /** Up to 255 rounds. */
    @Override
    protected String setting(Random random) {
        return "_" + PasswordCases.text(random, 1, CHARS) + PasswordCases.text(random, 1, "./01") + ".."
                + PasswordCases.text(random, 4, CHARS);
    }

    @Override
    protected int digestFrom(String text) {
        return 9;
    }

    @Override
    protected boolean bounded(String setting) {
        return setting.startsWith("..", 3);
    }
}
