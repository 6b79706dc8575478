package dev.watchword.hash.mysql;

import dev.watchword.hash.Settings;

/** The oldest password of MySQL has no parameters. */
record MysqlOldSettings() implements Settings {

    static final int DIGEST_BYTES = 8;

    @Override
    public int digestBytes() {
        return DIGEST_BYTES;
    }
}
