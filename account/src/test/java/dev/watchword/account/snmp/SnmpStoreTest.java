package dev.watchword.account.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnmpStoreTest {

    @TempDir
    private Path folder = Path.of("");

    private Tree tree = new Tree(Path.of(""));

    @BeforeEach
    void plant() {
        tree = new Tree(folder);
    }

    private RecordingSink told() {
        return tree.read(new SnmpStore());
    }

    @Test
    void tellsCommunitiesWithWhatTheyMayDo() {
        tree.file(
                        "/etc/snmp/snmpd.conf",
                        "# rocommunity no",
                        "ROCOMMUNITY public  default    -V systemonly",
                        "rwcommunity \"pri vate\" 127.0.0.1 # a remark",
                        "rocommunity again",
                        "com2sec -Cn ctx writer 10.0.0.0/8 s3cret",
                        "com2sec reader default 'other'",
                        "group writers v2c writer",
                        "access writers \"\" any noauth exact all all none",
                        "trapsink 10.1.1.1 traps",
                        "trapcommunity",
                        "includeDir snmpd.more.d")
                .file("/etc/snmp/snmpd.more.d/a.conf", "rocommunity6 six ::1")
                .file("/etc/snmp/snmptrapd.conf", "authCommunity log,execute hidden");
        RecordingSink told = told();
        assertEquals(
                List.of(
                        "rocommunity",
                        "rwcommunity 127.0.0.1",
                        "rocommunity (2)",
                        "com2sec writer",
                        "com2sec reader",
                        "trapsink 10.1.1.1",
                        "rocommunity6 ::1",
                        "authcommunity"),
                told.names());
        assertEquals(List.of("plain public"), told.credentials("rocommunity"));
        assertEquals(List.of("plain pri vate"), told.credentials("rwcommunity 127.0.0.1"));
        assertEquals(List.of("plain s3cret"), told.credentials("com2sec writer"));
        assertEquals(List.of("plain hidden"), told.credentials("authcommunity"));
        assertTrue(told.account("rwcommunity 127.0.0.1").privileged());
        assertTrue(told.account("com2sec writer").privileged());
        assertFalse(told.account("com2sec reader").privileged());
        assertEquals(Exposure.REMOTE, told.account("rocommunity").exposure());
        assertEquals(Exposure.LOCAL, told.account("rwcommunity 127.0.0.1").exposure());
        assertEquals(Exposure.LOCAL, told.account("rocommunity6 ::1").exposure());
        assertEquals(List.of(), told.incomplete);
        assertFalse(told.words().contains("s3cret"));
    }

    @Test
    void theAgentsAddressesSayFromWhereItIsReached() {
        tree.file("/etc/snmp/snmpd.conf", "agentaddress  127.0.0.1,[::1]", "rocommunity public");
        assertEquals(Exposure.LOCAL, told().account("rocommunity").exposure());
        tree.file("/etc/snmp/snmpd.conf", "agentaddress  127.0.0.1,udp:10.0.0.1:161", "rocommunity public");
        assertEquals(Exposure.REMOTE, told().account("rocommunity").exposure());
    }

    @Test
    void tellsUsersAndKeysThatWereMadeOfPassPhrases() {
        tree.file(
                        "/etc/snmp/snmpd.conf",
                        "createUser ann SHA \"password1\" AES password2",
                        "createUser -e 0x8000 bob MD5 -l 0x1234 DES",
                        "createUser eve",
                        "createUser sam SHA-512 password3",
                        "rwuser ann",
                        "rouser eve noauth",
                        "rouser cat")
                .file(
                        "/var/lib/snmp/snmpd.conf",
                        "usmUser 1 3 0x80001f88 \"cat\" \"cat\" NULL .1.3.6.1.6.3.10.1.1.3 0x1234 .1.3.6.1.6.3.10.1.2.1 \"\" \"\"",
                        "usmUser 1 3 0x80001f88 0x646f6700 0x646f6700 NULL .1.3.6.1.6.3.10.1.1.1 \"\" .1.3.6.1.6.3.10.1.2.1 \"\" \"\"",
                        "usmUser 1 3");
        RecordingSink told = told();
        assertEquals(List.of("ann", "ann (privacy)", "bob", "eve", "sam", "cat", "dog"), told.names());
        assertEquals(List.of("plain password1"), told.credentials("ann"));
        assertEquals(List.of("plain password2"), told.credentials("ann (privacy)"));
        assertTrue(told.account("ann").privileged());
        AccountState localized = new AccountState.Unsupported("unsupported_scheme: usm-localized-key");
        assertEquals(localized, told.state("bob"));
        assertEquals(localized, told.state("cat"));
        assertEquals(new AccountState.Passwordless(), told.state("eve"));
        assertEquals(new AccountState.Disabled(), told.state("dog"));
        assertEquals(new AccountState.Usable(), told.state("sam"));
    }

    @Test
    void circlesOfIncludesEnd() {
        tree.file("/etc/snmp/snmpd.conf", "includeFile snmpd.conf", "includeDir /etc/snmp", "rocommunity public");
        assertEquals(List.of("rocommunity"), told().names());
    }
}
