package dev.watchword.agent.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.agent.simulation.ModelServer;
import dev.watchword.agent.simulation.VirtualMachine;
import dev.watchword.protocol.HostFacts;
import dev.watchword.rootfs.FolderRootFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

    @TempDir
    private Path root = Path.of("");

    @Test
    void keepsAMembership() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        Membership membership = new ModelServer(new VirtualMachine(1), new Random(1)).membership();
        new Memberships(disk).keep(membership);
        Membership again = new Memberships(disk).find().orElseThrow();
        assertEquals(membership.serverKeys(), again.serverKeys());
        assertEquals(membership.agentId(), again.agentId());
        assertArrayEquals(
                membership.keys().signing().toBytes(), again.keys().signing().toBytes());
        assertFalse(new Memberships(new MemoryDisk()).find().isPresent());
        disk.write("membership", new byte[] {'{'});
        assertThrows(IOException.class, () -> new Memberships(disk).find());
    }

    @Test
    void readsWhatAMachineSaysOfItself() throws IOException {
        write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        write("etc/hostname", "web-7\n");
        write("etc/os-release", "NAME=\"Debian GNU/Linux\"\nVERSION_ID='13'\n# a comment\n");
        HostFacts facts = ThisHost.facts(FolderRootFs.at(root), List.of("192.0.2.7"), "boot", "1.0");
        assertEquals("web-7", facts.name());
        assertEquals("Debian GNU/Linux", facts.osName());
        assertEquals("13", facts.osVersion());
        // printf 'watchword/machine/v1\0' followed by the id | sha256sum (coreutils)
        assertEquals("aed209ec5e659483b00fc11310f35975377d1d4647fa90a1a1059cdc85d1b4a7", facts.machineId());
    }

    @Test
    void needsAMachineId() throws IOException {
        write("etc/machine-id", "uninitialized\n");
        IOException none =
                assertThrows(IOException.class, () -> ThisHost.facts(FolderRootFs.at(root), List.of(), "boot", "1.0"));
        assertEquals(
                root + "/etc/machine-id holds no machine id; systemd-machine-id-setup --root=" + root + " makes one",
                none.getMessage());
    }

    @Test
    void speaksInClearWithThisMachineOnly() {
        assertTrue(ServerAddress.problem("https://watchword.example.com", "").isEmpty());
        assertTrue(ServerAddress.problem("http://127.0.0.1:8080", "").isEmpty());
        assertTrue(ServerAddress.problem("http://[::1]:8080/", "").isEmpty());
        assertTrue(ServerAddress.problem("https://w.example.com", "proxy.example.com:3128")
                .isEmpty());
        for (String url : List.of(
                "http://watchword.example.com",
                "http://127.example.com",
                "http://localhost.example.com",
                "ftp://127.0.0.1",
                "https://user@w.example.com",
                "https://w.example.com?x=1",
                "watchword",
                "https://",
                "https://a b")) {
            assertTrue(ServerAddress.problem(url, "").isPresent(), url);
        }
        assertTrue(ServerAddress.problem("https://w.example.com", "http://user:pw@proxy:1")
                .isPresent());
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
