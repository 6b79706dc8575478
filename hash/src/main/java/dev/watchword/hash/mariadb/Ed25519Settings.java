package dev.watchword.hash.mariadb;

import dev.watchword.hash.Settings;

/** MariaDB's ed25519 has no parameters. */
record Ed25519Settings() implements Settings {

    @Override
    public int digestBytes() {
        return PublicKey.BYTES;
    }
}
