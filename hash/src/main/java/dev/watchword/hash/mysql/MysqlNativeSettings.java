package dev.watchword.hash.mysql;

import dev.watchword.hash.Settings;

/** mysql_native_password has no parameters. */
public record MysqlNativeSettings() implements Settings {

    static final int DIGEST_BYTES = 20;

    @Override
    public int digestBytes() {
        return DIGEST_BYTES;
    }
}
