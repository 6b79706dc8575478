package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows as different versions have them. The password of the hashes is {@code Summer2024!}. */
class UserColumnsTest {

    private static final String NATIVE = "*EADE846EFC40994247F55C8C2A4AFF4ABA6CF367";
    private static final String OTHER = "*C6476B288BA75679D661E22405B868295CF2FBBE";

    @Test
    void passwordsStandWhereTheVersionKeepsThem() {
        assertEquals(1, grant("password", NATIVE).credentials().size(), "before plugins");
        assertEquals(
                1,
                grant("plugin", "mysql_native_password", "password", NATIVE, "authentication_string", "")
                        .credentials()
                        .size(),
                "MySQL 5.6");
        assertEquals(
                NATIVE,
                grant("plugin", "mysql_native_password", "authentication_string", NATIVE)
                        .credentials()
                        .getFirst()
                        .latin1());
        assertEquals(
                "mysql-old",
                grant("password", "5862fe18287c318b")
                        .credentials()
                        .getFirst()
                        .scheme()
                        .toString());
    }

    @Test
    void statesAreToldApart() {
        assertEquals(new AccountState.Passwordless(), grant("password", "").state());
        assertEquals(
                new AccountState.Locked(true),
                grant("plugin", "mysql_native_password", "authentication_string", NATIVE, "account_locked", "Y")
                        .state());
        assertEquals(
                new AccountState.External("auth_socket"),
                grant("plugin", "auth_socket").state());
        assertEquals(
                new AccountState.Disabled(),
                grant(
                                "plugin",
                                "mysql_native_password",
                                "authentication_string",
                                "*THISISNOTAVALIDPASSWORDTHATCANBEUSEDHERE")
                        .state());
        assertTrue(grant("is_role", "Y").role());
        assertTrue(grant("super_priv", "Y").privileged());
    }

    @Test
    void theSecondPasswordIsOneToo() {
        Grant both = grant(
                "plugin",
                "mysql_native_password",
                "authentication_string",
                OTHER,
                "user_attributes",
                "{\"metadata\": {\"a\": [1]}, \"additional_password\": \"" + NATIVE + "\"}");
        assertEquals(2, both.credentials().size());
        assertEquals(
                1,
                grant("plugin", "mysql_native_password", "authentication_string", OTHER, "user_attributes", "{not")
                        .credentials()
                        .size());
    }

    @Test
    void theLastChangeIsADay() {
        assertEquals(
                1795651200L,
                grant("password_last_changed", "2026-11-26 15:22:39").changedAt());
        assertEquals(0, grant("password_last_changed", "0000-00-00 00:00:00").changedAt());
    }

    private static Grant grant(String... namesAndValues) {
        Map<String, byte[]> row = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(namesAndValues[i], namesAndValues[i + 1].getBytes(StandardCharsets.ISO_8859_1));
        }
        return UserColumns.read(row);
    }
}
