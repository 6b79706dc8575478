package dev.watchword.hash.mysql;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.PasswordEncoder;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes what {@code PASSWORD()} makes for mysql_native_password, in capital hex digits. The scheme has no salt. */
public final class MysqlNativeEncoder implements PasswordEncoder {

    @Override
    public EncodedHash encode(byte[] password, RandomGenerator random) {
        byte[] digest =
                PasswordEncoder.digest(new MysqlNativeScheme(), new MysqlNativeSettings(), new byte[0], password);
        return EncodedHash.of(
                MysqlNativeScheme.ID, "*" + HexFormat.of().withUpperCase().formatHex(digest));
    }
}
