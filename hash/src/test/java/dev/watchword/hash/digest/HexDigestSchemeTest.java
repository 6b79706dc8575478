package dev.watchword.hash.digest;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class HexDigestSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new HexDigestScheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }
}
