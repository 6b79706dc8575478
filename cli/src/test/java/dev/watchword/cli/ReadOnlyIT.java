package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.ChpasswdMethod;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.MachineRoot;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.PasswordTool;
import dev.watchword.testing.RedisServer;
import dev.watchword.testing.TarBuilder;
import dev.watchword.testing.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan does to a machine, as its kernel sees it: it writes to no store, starts no program and speaks to nobody. */
class ReadOnlyIT {

    private static final Pattern WRITING = Pattern.compile("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyStoreIsOnlyRead() throws IOException {
        DebianPackage.STRACE.require();
        MachineRoot machine = MachineRoot.create(folder.resolve("root"));
        machine.user("ann")
                .password("ann123", PasswordTool.chpasswd(ChpasswdMethod.MD5))
                .create();
        machine.root()
                .write(RedisServer.CONFIG, "requirepass 123456\n")
                .write(TomcatServer.BASE + "/conf/server.xml", TomcatServer.serverXml(TomcatServer.DEFAULT_REALM))
                .write(
                        TomcatServer.BASE + "/conf/tomcat-users.xml",
                        TomcatServer.usersXml("<user username='tomcat' password='tomcat'/>"))
                .write("/etc/vsftpd.conf", "local_enable=YES\n")
                .write("/etc/pam.d/ftp", "auth required pam_pwdfile.so pwdfile=/etc/vsftpd.passwd\n")
                .write("/etc/vsftpd.passwd", "joe:*\n");
        CommandRun run = traced("--root", machine.path().toString());
        assertEquals(Exit.DONE, run.exit(), run.errText());
        assertEquals("usable", run.scan().state("system", "ann"));
        assertEquals("usable", run.scan().state("tomcat", "tomcat"));
        assertEquals("passwordless", run.scan().state("ftp", "anonymous"));

        assertTrue(
                calls().stream().anyMatch(call -> call.contains("openat2(") && call.contains("etc/shadow")),
                "the trace does not show how the stores were opened");
        assertOnlyRead();
    }

    /** An image whose paths and links lead out, into the folder beside it. */
    @Test
    void anImageIsOnlyRead() throws IOException {
        DebianPackage.STRACE.require();
        String outside = folder.resolve("outside").toString();
        Path image = folder.resolve("image");
        OciLayout.in(image)
                .layer(
                        new TarBuilder()
                                .file("etc/redis.conf", "requirepass 123456\n")
                                .file("../../../../../../.." + outside + "/a", "x")
                                .file(outside + "/b", "x")
                                .symbolicLink("out", "../../../../../.." + folder)
                                .file("out/outside/c", "x")
                                .hardLink("etc/hard", "/etc/passwd"),
                        "")
                .layer(new TarBuilder().whiteout("etc/redis.conf").opaque("out"), "")
                .write();
        CommandRun run = traced("--image", image.toString(), "--platform", "linux/amd64");
        assertEquals(Exit.INCOMPLETE, run.exit(), run.errText());
        assertEquals("deleted", run.scan().state("redis", "default"));
        assertTrue(calls().stream().anyMatch(call -> call.contains("blobs") || call.contains("index.json")));
        assertOnlyRead();
        assertFalse(Files.exists(Path.of(outside)));
    }

    private CommandRun traced(String... target) {
        List<String> words = new ArrayList<>(List.of(
                "strace",
                "--follow-forks",
                "--output=" + folder.resolve("trace"),
                "--trace=open,openat,openat2,creat,truncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,"
                        + "linkat,symlink,symlinkat,chmod,fchmod,fchmodat,chown,fchown,fchownat,utimensat,setxattr,"
                        + "connect,bind,sendto,execve",
                "--"));
        List<String> scan =
                new ArrayList<>(List.of("scan", "--memory", "none", "--budget", "1s,5s", "--format", "json"));
        scan.addAll(List.of(target));
        words.addAll(CommandRun.commandLine(List.of("-XX:-UsePerfData"), scan.toArray(String[]::new)));
        return CommandRun.of(words);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("trace"));
    }

    private void assertOnlyRead() throws IOException {
        List<String> calls = calls();
        assertEquals(List.of(), calls.stream().filter(ReadOnlyIT::changesAFile).toList());
        assertEquals(
                List.of(),
                calls.stream()
                        .filter(call -> call.matches("\\d+ +(connect|bind|sendto)\\(.*"))
                        // the C library asks for a cache of users when the JVM asks who it runs as
                        .filter(call -> !call.contains("nscd/socket"))
                        .toList());
        assertEquals(
                1,
                calls.stream().filter(call -> call.matches("\\d+ +execve\\(.*")).count(),
                "a program was started");
    }

    /** Any call that changes a file but the JVM's own: devices, and a counter of its memory that it opens and fails to find. */
    private static boolean changesAFile(String call) {
        String name = call.replaceFirst("\\d+ +", "").replaceFirst("\\(.*", "");
        if (name.startsWith("open")) {
            return WRITING.matcher(call).find() && !call.contains("\"/dev/") && !call.contains("\"/proc/self/");
        }
        return List.of(
                        "creat",
                        "truncate",
                        "rename",
                        "renameat",
                        "renameat2",
                        "unlink",
                        "unlinkat",
                        "mkdir",
                        "mkdirat",
                        "link",
                        "linkat",
                        "symlink",
                        "symlinkat",
                        "chmod",
                        "fchmod",
                        "fchmodat",
                        "chown",
                        "fchown",
                        "fchownat",
                        "utimensat",
                        "setxattr")
                .contains(name);
    }
}
