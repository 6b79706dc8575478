package dev.watchword.hash.md5crypt;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class Md5cryptSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return Md5cryptScheme.MD5CRYPT;
    }
}
