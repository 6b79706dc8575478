package dev.watchword.hash.plain;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class PlainSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new PlainScheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }

    /** Any text is a password. */
    @Override
    protected int rigidFrom(EncodedHash hash) {
        return hash.length();
    }

    @Override
    protected boolean isAnotherLegalText(EncodedHash changed) {
        return true;
    }
}
