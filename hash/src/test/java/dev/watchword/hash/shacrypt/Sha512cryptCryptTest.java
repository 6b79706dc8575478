package dev.watchword.hash.shacrypt;

import dev.watchword.hash.CryptContract;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.PasswordCases;
import java.util.Random;

class Sha512cryptCryptTest extends CryptContract {

    private static final String SALT_CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Override
    protected HashScheme scheme() {
        return ShacryptScheme.SHA512CRYPT;
    }

    @Override
    protected String setting(Random random) {
        int rounds = random.nextInt(20) == 0 ? random.nextInt(1_000, 6_000) : 1_000 + random.nextInt(10);
        String salt = PasswordCases.text(random, random.nextInt(17), SALT_CHARS + ",-=#@");
        return "$6$" + (random.nextInt(40) == 0 ? "" : "rounds=" + rounds + "$") + salt + "$";
    }

    /** A digit more is ten times the rounds. */
    @Override
    protected boolean bounded(String setting) {
        return !setting.matches(".*rounds=\\d{6,}.*");
    }
}
