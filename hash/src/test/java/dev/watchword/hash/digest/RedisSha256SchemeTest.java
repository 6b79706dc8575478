package dev.watchword.hash.digest;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class RedisSha256SchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new RedisSha256Scheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }
}
