package dev.watchword.hash.yescrypt;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class Sm3YescryptSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return NationalYescryptScheme.SM3_YESCRYPT;
    }
}
