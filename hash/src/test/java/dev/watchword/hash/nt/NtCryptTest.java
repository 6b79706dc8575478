package dev.watchword.hash.nt;

import dev.watchword.hash.CryptContract;
import dev.watchword.hash.HashScheme;
import java.util.Random;

class NtCryptTest extends CryptContract {

    @Override
    protected HashScheme scheme() {
        return new NtScheme();
    }

    @Override
    protected String setting(Random random) {
        return "$3$$";
    }
}
