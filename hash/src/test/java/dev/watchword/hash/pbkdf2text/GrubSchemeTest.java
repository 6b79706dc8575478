package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;

class GrubSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return Pbkdf2TextScheme.GRUB;
    }

    /** Any length of key is legal, cut between two bytes too. */
    @Override
    protected boolean isAnotherLegalText(EncodedHash changed) {
        return changed.latin1().matches("grub\\.pbkdf2\\.sha512\\.1000\\.([0-9A-F]{2})*\\.([0-9A-Fa-f]{2})+");
    }

    @Override
    protected int rigidFrom(EncodedHash hash) {
        return hash.latin1().lastIndexOf('.') + 1;
    }
}
