package dev.watchword.agent.reset.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListenerTest {

    // proc_pid_net(5): 6379 is 18EB; user 105 listens, user 1000 has a connection.
    private static final List<String> TABLES = List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            "   0: 0100007F:18EB 00000000:0000 0A 00000000:00000000 00:00000000 00000000   105        0 3801 1 0 100 0 0 10 0",
            "   1: 0100007F:18EB 0100007F:9000 01 00000000:00000000 00:00000000 00000000  1000        0 3803 1 0 100 0 0 10 0");

    @Test
    void believesRootAndTheOwnerOfTheConfiguration() {
        assertTrue(Listener.isTrusted(TABLES, 6379, Set.of("0", "105"), "3801"::equals));
        assertFalse(Listener.isTrusted(TABLES, 6379, Set.of("0", "106"), "3801"::equals));
    }

    @Test
    void believesNobodyWhereNobodyListens() {
        assertFalse(Listener.isTrusted(TABLES, 6380, Set.of("0", "105"), inode -> true));
    }

    /** Docker's proxy is root's, and leads into a container. */
    @Test
    void doesNotBelieveAnotherProgramOfATrustedUser() {
        assertFalse(Listener.isTrusted(TABLES, 6379, Set.of("0", "105"), inode -> false));
    }

    /** SO_REUSEPORT lets several have one port, and the kernel chooses. */
    @Test
    void doesNotBelieveAPortThatAStrangerListensOnToo() {
        List<String> shared = Stream.concat(
                        TABLES.stream(),
                        Stream.of("   2: 0100007F:18EB 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000"
                                + "        0 3802 1 0 100 0 0 10 0"))
                .toList();
        assertFalse(Listener.isTrusted(shared, 6379, Set.of("0", "105"), inode -> true));
        assertTrue(Listener.isTrusted(shared, 6379, Set.of("0", "105", "1000"), inode -> true));
        assertFalse(Listener.isTrusted(shared, 6379, Set.of("0", "105", "1000"), "3801"::equals));
    }
}
