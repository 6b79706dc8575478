package dev.watchword.hash.digest;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class LdapMd5SchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return LdapScheme.md5();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return true;
    }

    @Override
    protected int rigidFrom(EncodedHash hash) {
        return hash.latin1().indexOf('}') + 1;
    }
}
