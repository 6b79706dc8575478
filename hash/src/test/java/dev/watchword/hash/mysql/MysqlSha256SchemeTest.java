package dev.watchword.hash.mysql;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class MysqlSha256SchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return MysqlSha2Scheme.SHA256;
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }
}
