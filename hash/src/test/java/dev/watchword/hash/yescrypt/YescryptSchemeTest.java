package dev.watchword.hash.yescrypt;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class YescryptSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new YescryptScheme();
    }
}
