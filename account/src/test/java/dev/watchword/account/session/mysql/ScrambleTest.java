package dev.watchword.account.session.mysql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ScrambleTest {

    /**
     * The scrambles as their definitions give them, computed with Python's hashlib for the password {@code Secret2024!} and the nonce
     * of the bytes 1 to 20.
     */
    @Test
    void scramblesAsDefined() {
        byte[] nonce = new byte[20];
        for (int i = 0; i < nonce.length; i++) {
            nonce[i] = (byte) (i + 1);
        }
        byte[] password = "Secret2024!".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(
                HexFormat.of().parseHex("9c94a494f71ec51d1c38ee0709f9aabd49ad4872"),
                Scramble.nativePassword(password, nonce));
        assertArrayEquals(
                HexFormat.of().parseHex("d602b594a6835441fc39fec56bb07aea9f2b535978e0e7ac3dee2f5c041e295a"),
                Scramble.cachingSha2(password, nonce));
    }
}
