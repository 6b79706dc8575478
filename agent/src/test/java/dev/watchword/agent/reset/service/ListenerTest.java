package dev.watchword.agent.reset.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListenerTest {

    // proc_pid_net(5): 6379 is 18EB; user 105 listens, user 1000 has a connection.
    private static final List<String> TABLES = List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            "   0: 0100007F:18EB 00000000:0000 0A 00000000:00000000 00:00000000 00000000   105        0 1 1 0 100 0 0 10 0",
            "   1: 0100007F:18EB 0100007F:9000 01 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0");

    @Test
    void believesRootAndTheOwnerOfTheConfiguration() {
        assertTrue(Listener.isTrusted(TABLES, 6379, Set.of("0", "105")));
        assertFalse(Listener.isTrusted(TABLES, 6379, Set.of("0", "106")));
    }

    @Test
    void believesNobodyWhereNobodyListens() {
        assertFalse(Listener.isTrusted(TABLES, 6380, Set.of("0", "105")));
    }
}
