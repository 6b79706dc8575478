package dev.watchword.hash.scram;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class MongodbScramSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return ScramScheme.MONGODB_SHA1;
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }

    @Override
    protected int rigidFrom(EncodedHash hash) {
        return hash.latin1().lastIndexOf('$');
    }
}
