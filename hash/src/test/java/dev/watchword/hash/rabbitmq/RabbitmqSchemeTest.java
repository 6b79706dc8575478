package dev.watchword.hash.rabbitmq;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class RabbitmqSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new RabbitmqScheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }
}
