package dev.watchword.hash.nt;

import dev.watchword.hash.Settings;

/** The NT hash has no parameters; the form decides how the password is read. */
public record NtSettings(NtForm form) implements Settings {

    @Override
    public int digestBytes() {
        return Md4.DIGEST_BYTES;
    }
}
