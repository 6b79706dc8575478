package dev.watchword.hash.mysql;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class MysqlNativeSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new MysqlNativeScheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }
}
