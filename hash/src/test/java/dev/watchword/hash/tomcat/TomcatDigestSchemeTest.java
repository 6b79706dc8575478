package dev.watchword.hash.tomcat;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class TomcatDigestSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new TomcatDigestScheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }
}
