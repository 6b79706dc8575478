package dev.watchword.agent.reset.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedisCommandsTest {

    @Test
    void letsNothingEndAWordOrALine() {
        try (RedisCommands commands = new RedisCommands()) {
            commands.words("AUTH")
                    .quoted("a\" \n\u00e4".getBytes(StandardCharsets.UTF_8))
                    .line("");
            assertEquals(
                    "AUTH \"\\x61\\x22\\x20\\x0a\\xc3\\xa4\"\n",
                    new String(commands.toBytes(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void keepsNothingOnceClosed() {
        RedisCommands commands = new RedisCommands().quoted(new byte[] {'s'});
        commands.close();
        assertEquals(0, commands.toBytes()[1]);
    }
}
