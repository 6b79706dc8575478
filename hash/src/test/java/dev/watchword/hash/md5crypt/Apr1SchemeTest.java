package dev.watchword.hash.md5crypt;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class Apr1SchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return Md5cryptScheme.APR1;
    }
}
