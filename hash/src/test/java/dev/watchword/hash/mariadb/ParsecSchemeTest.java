package dev.watchword.hash.mariadb;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class ParsecSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new ParsecScheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }

    @Override
    protected int rigidFrom(EncodedHash hash) {
        return 0;
    }
}
