package dev.watchword.hash.tomcat;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class TomcatPbkdf2SchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new TomcatPbkdf2Scheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }

    /** As many bytes are derived as are stored, so a shorter key is a key. */
    @Override
    protected boolean isAnotherLegalText(EncodedHash changed) {
        return changed.latin1().matches("([0-9a-fA-F]{2}){1,128}[$][0-9]+[$]([0-9a-fA-F]{2}){1,512}");
    }
}
