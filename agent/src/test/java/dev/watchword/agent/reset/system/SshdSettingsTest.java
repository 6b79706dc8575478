package dev.watchword.agent.reset.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.agent.reset.Obstacle;
import dev.watchword.rootfs.FolderRootFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** sshd_config(5), read without an sshd. */
class SshdSettingsTest {

    private static final String OPEN = "PermitRootLogin yes\nUsePAM yes\n";

    @TempDir
    private Path root = Path.of("");

    @Test
    void findsNothingWhereThereIsNoSshd() {
        assertEquals(Set.of(), new SshdRules(root).obstacles(FolderRootFs.at(root), entry("root", "0")));
    }

    @Test
    void knowsTheDefaults() throws IOException {
        assertEquals(Set.of(Obstacle.SSHD_FORBIDS_ROOT), obstacles("\n", "root"));
        assertEquals(Set.of(), obstacles("\n", "ann"));
        assertEquals(Set.of(), obstacles(OPEN, "root"));
    }

    @Test
    void seesThatPasswordsAreForbidden() throws IOException {
        Set<Obstacle> forbidden = Set.of(Obstacle.SSHD_FORBIDS_PASSWORDS);
        assertEquals(forbidden, obstacles("PasswordAuthentication no\n", "ann"));
        assertEquals(Set.of(), obstacles("PasswordAuthentication no\nUsePAM yes\n", "ann"));
        assertEquals(
                forbidden,
                obstacles("PasswordAuthentication=no\nUsePAM yes\nChallengeResponseAuthentication no\n", "ann"));
        assertEquals(forbidden, obstacles("AuthenticationMethods publickey publickey,password\n", "ann"));
        assertEquals(Set.of(), obstacles("AuthenticationMethods publickey password\n", "ann"));
    }

    @Test
    void takesTheFirstOfTwo() throws IOException {
        assertEquals(Set.of(), obstacles("passwordauthentication yes\nPasswordAuthentication no\n", "ann"));
        assertEquals(
                Set.of(Obstacle.SSHD_FORBIDS_ROOT),
                obstacles("PermitRootLogin \"without-password\" # so\nPermitRootLogin yes\n", "root"));
    }

    @Test
    void followsIncludesInTheirOrder() throws IOException {
        Files.createDirectories(root.resolve("etc/ssh/sshd_config.d"));
        Files.writeString(root.resolve("etc/ssh/sshd_config.d/10-a.conf"), "PasswordAuthentication no\n");
        Files.writeString(root.resolve("etc/ssh/sshd_config.d/20-b.conf"), "PasswordAuthentication yes\nUsePAM no\n");
        assertEquals(
                Set.of(Obstacle.SSHD_FORBIDS_PASSWORDS),
                obstacles("Include sshd_config.d/*.conf\nUsePAM yes\n", "ann"));
    }

    @Test
    void doesNotGoRoundInCircles() throws IOException {
        assertEquals(Set.of(Obstacle.SSHD_UNKNOWN), obstacles("Include /etc/ssh/sshd_config\n", "ann"));
    }

    @Test
    void decidesMatchBlocksByUserOnly() throws IOException {
        String block = "Match User ann,!bob\nPasswordAuthentication no\nMatch all\nUsePAM no\n";
        assertEquals(Set.of(Obstacle.SSHD_FORBIDS_PASSWORDS), obstacles(block, "ann"));
        assertEquals(Set.of(), obstacles(block, "bob"));
        assertEquals(
                Set.of(Obstacle.SSHD_UNKNOWN),
                obstacles("Match Address 10.0.0.0/8\nPasswordAuthentication no\n", "ann"));
        assertEquals(Set.of(), obstacles("Match Address 10.0.0.0/8\nX11Forwarding no\n", "ann"));
    }

    @Test
    void seesWhoIsLetIn() throws IOException {
        Set<Obstacle> kept = Set.of(Obstacle.SSHD_FORBIDS_ACCOUNT);
        assertEquals(kept, obstacles("DenyUsers a*\n", "ann"));
        assertEquals(kept, obstacles("AllowUsers bob\n", "ann"));
        assertEquals(Set.of(), obstacles("AllowUsers bob\nAllowUsers ann@10.*\n", "ann"));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/group"), "staff:x:50:ann,bob\nown:x:7:\n");
        assertEquals(kept, obstacles("DenyGroups staff\n", "ann"));
        assertEquals(Set.of(), obstacles("AllowGroups own\n", "ann"));
        assertEquals(kept, obstacles("AllowGroups wheel\n", "ann"));
    }

    private Set<Obstacle> obstacles(String configuration, String account) throws IOException {
        Files.createDirectories(root.resolve("etc/ssh"));
        Files.writeString(root.resolve("etc/ssh/sshd_config"), configuration);
        return new SshdRules(root)
                .obstacles(FolderRootFs.at(root), entry(account, account.equals("root") ? "0" : "1000"));
    }

    private static PasswdEntry entry(String name, String uid) {
        return new PasswdEntry(name, "x", uid, "7", "/bin/sh");
    }
}
