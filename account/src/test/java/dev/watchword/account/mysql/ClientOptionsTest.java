package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.watchword.account.RunningTables.Identity;
import dev.watchword.account.Tree;
import dev.watchword.rootfs.FolderRootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientOptionsTest {

    private static final String SOCKET = "/run/mysqld/mysqld.sock";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void rootsOwnFilesNameAdministrators() {
        Tree tree = new Tree(folder)
                .file("/root/.my.cnf", "[client]", "user = admin", "password = \"pw # 1\"", "[mysqld]", "user=mysql")
                .file("/etc/mysql/debian.cnf", "[client]", "user=maint", "password=pw2", "socket=/var" + SOCKET);
        assertEquals(List.of("admin pw # 1", "maint pw2"), identities(tree));
    }

    @Test
    void whatIsForAnotherServerIsLeft() {
        assertEquals(List.of(), identities(options("password=x", "host=db.example.org")));
        assertEquals(List.of(), identities(options("password=x", "socket=/srv/other.sock")));
        assertEquals(List.of(), identities(options("user=root")));
        assertEquals(List.of(), identities(options("password=")));
        assertEquals(List.of("root x"), identities(options("password=x", "host=127.0.0.1")));
    }

    @Test
    void anotherUsersFileIsNotBelieved() throws IOException {
        Tree tree = options("password=x");
        Files.setAttribute(tree.at("/root/.my.cnf"), "unix:uid", 4_711);
        assertEquals(List.of(), identities(tree));
    }

    @Test
    void rootIsKnownByTheSocketWithoutAPassword() {
        Tree tree = new Tree(folder).file("/proc/self/status", "Name: test");
        assertEquals(List.of("root -"), identities(tree));
    }

    @Test
    void aPasswordIsNotPrinted() {
        Tree tree = options("password=Secret2024!");
        assertFalse(ClientOptions.identities(FolderRootFs.at(folder), SOCKET)
                .toString()
                .contains("Secret"));
        assertEquals(List.of("root Secret2024!"), identities(tree));
    }

    private Tree options(String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = "[client]";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return new Tree(folder).file("/root/.my.cnf", all);
    }

    private static List<String> identities(Tree tree) {
        return ClientOptions.identities(FolderRootFs.at(tree.at("/")), SOCKET).stream()
                .map(ClientOptionsTest::text)
                .toList();
    }

    private static String text(Identity identity) {
        return identity.user() + " "
                + identity.password()
                        .map(password -> new String(password, StandardCharsets.UTF_8))
                        .orElse("-");
    }
}
