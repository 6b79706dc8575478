package dev.watchword.hash.sha1crypt;

import dev.watchword.hash.CryptContract;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.PasswordCases;
import java.util.Random;

class Sha1cryptCryptTest extends CryptContract {

    private static final String CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Override
    protected HashScheme scheme() {
        return new Sha1cryptScheme();
    }

    @Override
    protected String setting(Random random) {
        return "$sha1$" + random.nextInt(300) + "$" + PasswordCases.text(random, 1 + random.nextInt(60), CHARS) + "$";
    }
}
