package dev.watchword.hash.md5crypt;

import dev.watchword.hash.CryptContract;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.PasswordCases;
import java.util.Random;

class Md5cryptCryptTest extends CryptContract {

    private static final String SALT_CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Override
    protected HashScheme scheme() {
        return Md5cryptScheme.MD5CRYPT;
    }

    @Override
    protected String setting(Random random) {
        return "$1$" + PasswordCases.text(random, random.nextInt(9), SALT_CHARS + ",-=#@") + "$";
    }
}
