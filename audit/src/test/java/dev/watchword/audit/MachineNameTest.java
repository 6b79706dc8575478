package dev.watchword.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.rootfs.RootFolder;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineNameTest {

    @TempDir
    private Path root = Path.of("");

    @Test
    void takesTheNameAsItStands() throws IOException {
        write("hostname", "# made by hand\nweb1.example.com\n");
        write("hosts", "127.0.1.1 web1.other.org web1\n");
        assertEquals("web1.example.com", name());
    }

    @Test
    void takesTheDomainFromTheHostsFile() throws IOException {
        write("hostname", "web1\n");
        write("hosts", "127.0.0.1 localhost\n# 10.0.0.1 web1.wrong.org\n127.0.1.1\tweb1.example.com web1 # ours\n");
        assertEquals("web1.example.com", name());
    }

    @Test
    void takesTheDomainOfTheMail() throws IOException {
        write("hostname", "web1");
        write("mailname", "example.com\n");
        assertEquals("web1.example.com", name());
        write("mailname", "web1.example.org\n");
        assertEquals("web1.example.org", name());
        write("mailname", "web1\n");
        assertEquals("web1", name());
    }

    @Test
    void answersNothingForARootWithoutAName() throws IOException {
        assertEquals("", name());
        write("hostname", "\n\n");
        assertEquals("", name());
        write("hostname", "x".repeat(300));
        assertEquals("", name());
    }

    @Test
    void takesNoDomainThatMakesTheNameTooLong() throws IOException {
        write("hostname", "web1\n");
        write("mailname", "a.".repeat(200) + "org\n");
        assertEquals("web1", name());
    }

    private String name() throws IOException {
        try (RootFs files = RootFolder.open(root, remark -> {})) {
            return MachineName.of(files);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc").resolve(file), text);
    }
}
