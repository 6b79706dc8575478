package dev.watchword.hash.mariadb;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class Ed25519SchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new Ed25519Scheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }
}
