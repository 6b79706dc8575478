package dev.watchword.agent.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDiskTest {

    @TempDir
    private Path home = Path.of("");

    @Test
    void keepsTheLastContentOverAReopening() throws IOException {
        FolderDisk.open(home.resolve("state")).write("keys", bytes("first"));
        FolderDisk.open(home.resolve("state")).write("keys", bytes("second"));
        FolderDisk disk = FolderDisk.open(home.resolve("state"));
        assertArrayEquals(bytes("second"), disk.read("keys").orElseThrow());
        assertEquals(Optional.empty(), disk.read("absent"));
    }

    @Test
    void letsNobodyElseIn() throws IOException {
        Path folder = home.resolve("state");
        FolderDisk.open(folder).write("keys", bytes("x"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))));
    }

    @Test
    void refusesAFolderThatOthersMayEnter() throws IOException {
        Path folder = Files.createDirectory(home.resolve("open"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        assertThrows(IOException.class, () -> FolderDisk.open(folder));
    }

    @Test
    void refusesALinkInPlaceOfItsFolderOrOfAFile() throws IOException {
        Path folder = home.resolve("state");
        FolderDisk disk = FolderDisk.open(folder);
        Path secret = Files.writeString(home.resolve("secret"), "s");
        Files.createSymbolicLink(folder.resolve("keys"), secret);
        assertThrows(IOException.class, () -> disk.read("keys"));
        Path link = Files.createSymbolicLink(home.resolve("link"), folder);
        assertThrows(IOException.class, () -> FolderDisk.open(link));
    }

    @Test
    void refusesNamesThatLeadElsewhere() throws IOException {
        FolderDisk disk = FolderDisk.open(home.resolve("state"));
        for (String name : List.of("", "../keys", "/etc/shadow", ".hidden", "a/b", "a\0b", "x".repeat(129))) {
            assertThrows(IllegalArgumentException.class, () -> disk.write(name, new byte[1]), name);
        }
    }

    @Test
    void dropsWhatAnInterruptedWriteLeft() throws IOException {
        Path folder = home.resolve("state");
        FolderDisk.open(folder);
        Files.writeString(folder.resolve(".unfinished.7"), "half");
        FolderDisk disk = FolderDisk.open(folder);
        assertEquals(false, Files.exists(folder.resolve(".unfinished.7")));
        assertEquals(List.of(), disk.list(""));
    }

    @Test
    void listsInOrderAndDeletes() throws IOException {
        FolderDisk disk = FolderDisk.open(home.resolve("state"));
        for (String name : List.of("report-2", "report-1", "keys")) {
            disk.write(name, bytes(name));
        }
        assertEquals(List.of("report-1", "report-2"), disk.list("report-"));
        disk.delete("report-1");
        disk.delete("report-1");
        assertEquals(List.of("report-2"), disk.list("report-"));
    }

    @Test
    void keepsNothingLargerThanItsLimit() throws IOException {
        FolderDisk disk = FolderDisk.open(home.resolve("state"));
        assertThrows(IOException.class, () -> disk.write("big", new byte[Disk.LARGEST + 1]));
        assertEquals(Optional.empty(), disk.read("big"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
