package dev.watchword.hash.mysql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MysqlOldSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new MysqlOldScheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }

    @Test
    void blanksAndTabsCountForNothing() {
        EncodedHash hash = EncodedHash.of(MysqlOldScheme.ID, "5862fe18287c318b");
        assertTrue(verifies(hash, " Summer\t2024! ".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(verifies(hash, "Summer\n2024!".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void refusesNumbersOfMoreThanThirtyOneBits() {
        assertInstanceOf(Parsed.Malformed.class, scheme().parse(EncodedHash.of(MysqlOldScheme.ID, "d862fe18287c318b")));
        assertInstanceOf(Parsed.Malformed.class, scheme().parse(EncodedHash.of(MysqlOldScheme.ID, "5862fe18a87c318b")));
    }
}
