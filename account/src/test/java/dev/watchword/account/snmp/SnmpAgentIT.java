package dev.watchword.account.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import dev.watchword.testing.RootFolder;
import dev.watchword.testing.SnmpAgent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real agent takes is what the reader tells. */
class SnmpAgentIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void takesTheSecretsThatTheReaderTells() {
        RootFolder root = RootFolder.create(folder.resolve("root"))
                .write("/etc/snmp/snmpd.conf", """
                        rocommunity ready 127.0.0.1
                        rocommunity public default
                        rwcommunity "pri\\"vate" 127.0.0.1
                        com2sec mapped default 's3 cret'
                        group mappers v2c mapped
                        view all included .1
                        access mappers "" any noauth exact all none none
                        createUser ann SHA password1
                        rouser ann auth
                        includeDir /etc/snmp/more
                        """)
                .write("/etc/snmp/more/a.conf", "rocommunity included # remark\n");
        try (SnmpAgent agent = SnmpAgent.start(root)) {
            assertTrue(agent.reads("public"));
            assertTrue(agent.reads("pri\"vate"));
            assertTrue(agent.reads("s3 cret"));
            assertTrue(agent.reads("included"));
            assertTrue(agent.reads("ann", "password1"));
            assertFalse(agent.reads("private"));
            assertFalse(agent.reads("ann", "password2"));
            assertFalse(agent.writes("public"));
            RecordingSink told = new Tree(root.path()).read(new SnmpStore());
            assertEquals(List.of("plain pri\"vate"), told.credentials("rwcommunity 127.0.0.1"));
            assertEquals(List.of("plain s3 cret"), told.credentials("com2sec mapped"));
            assertTrue(told.accounts.stream()
                    .anyMatch(account -> account.store().path().equals("/etc/snmp/more/a.conf")
                            && account.credentials().getFirst().latin1().equals("included")));
            assertTrue(told.accounts.stream()
                    .anyMatch(account -> account.userName().equals("ann")
                            && account.store().path().equals("/etc/snmp/snmpd.conf")
                            && account.credentials().getFirst().latin1().equals("password1")));
        }
        // the agent wrote what it made of the pass phrase when it ended
        RecordingSink kept = new Tree(root.path()).read(new SnmpStore());
        assertTrue(kept.accounts.stream()
                .anyMatch(account -> account.userName().equals("ann")
                        && account.store().path().equals("/var/lib/snmp/snmpd.conf")));
    }
}
