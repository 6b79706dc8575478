package dev.watchword.hash.yescrypt;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class GostYescryptSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return NationalYescryptScheme.GOST_YESCRYPT;
    }
}
