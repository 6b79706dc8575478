package dev.watchword.hash.descrypt;

import dev.watchword.hash.CryptContract;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.PasswordCases;
import java.util.Random;

class DescryptCryptTest extends CryptContract {

    private static final String SALT_CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Override
    protected HashScheme scheme() {
        return new DescryptScheme();
    }

    @Override
    protected String setting(Random random) {
        return PasswordCases.text(random, 2, SALT_CHARS);
    }

    @Override
    protected int digestFrom(String text) {
        return 2;
    }
}
