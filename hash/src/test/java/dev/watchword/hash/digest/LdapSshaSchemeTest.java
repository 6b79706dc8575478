package dev.watchword.hash.digest;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import java.util.Base64;

class LdapSshaSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return LdapScheme.ssha();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return true;
    }

    /** The salt has no fixed length. */
    @Override
    protected boolean isAnotherLegalText(EncodedHash changed) {
        try {
            String base64 = changed.latin1().substring("{SSHA}".length());
            int bytes = Base64.getDecoder().decode(base64).length;
            return bytes >= 20 && bytes <= 84;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    protected int rigidFrom(EncodedHash hash) {
        return hash.latin1().indexOf('}') + 1;
    }
}
