package dev.watchword.hash.shacrypt;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class Sm3cryptSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return ShacryptScheme.SM3CRYPT;
    }
}
