package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class WerkzeugSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return Pbkdf2TextScheme.WERKZEUG;
    }
}
