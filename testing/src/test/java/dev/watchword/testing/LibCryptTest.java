package dev.watchword.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LibCryptTest {

    private static final byte[] PASSWORD = "Hello world!".getBytes(StandardCharsets.US_ASCII);

    /** First test vector of Drepper's "Unix crypt using SHA-256 and SHA-512", version 0.6. */
    private static final String PUBLISHED = "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5";

    @Test
    void printsAPublishedAnswer() {
        assertEquals(Optional.of(PUBLISHED), LibCrypt.crypt(PASSWORD, "$5$saltstring"));
        assertEquals(Optional.of(PUBLISHED), LibCrypt.crypt(PASSWORD, PUBLISHED));
    }

    @Test
    void isEmptyForARefusedSetting() {
        assertEquals(Optional.empty(), LibCrypt.crypt(PASSWORD, "*0"));
        assertEquals(Optional.empty(), LibCrypt.crypt(PASSWORD, ""));
    }

    @Test
    void refusesNul() {
        assertThrows(IllegalArgumentException.class, () -> LibCrypt.crypt(new byte[] {'a', 0}, "ab"));
    }

    @Test
    void answersManyThreadsAtOnce() {
        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> assertEquals(Optional.of(PUBLISHED), LibCrypt.crypt(PASSWORD, "$5$saltstring")));
    }
}
