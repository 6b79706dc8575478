package dev.watchword.hash.scrypt;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class ScryptSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new ScryptScheme();
    }

    /** A salt may hold a dollar sign, so one text behind another is a text with a longer salt. */
    @Override
    protected boolean isAnotherLegalText(EncodedHash changed) {
        return changed.latin1().chars().filter(c -> c == '$').count() > 3;
    }
}
