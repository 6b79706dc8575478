package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import dev.watchword.testing.Command;
import dev.watchword.testing.LibCrypt;
import dev.watchword.testing.MachineRoot;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.RegistryServer;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in a real registry, put there by skopeo: every planted account is found with its layer, and no other. */
class ImageRegistryIT {

    private static final String WEAK = "123456";
    private static final String STRONG = "Vf93-lampshade-Orbit";
    private static final String TAR = "application/vnd.oci.image.layer.v1.tar";
    private static final String PASSWD = "root:x:0:0:root:/root:/bin/sh\nanna:x:1000:1000::/home/anna:/bin/sh\n";

    @TempDir
    private Path work;

    private final Map<String, OciLayout> images = new HashMap<>();

    /** IMAGE SERVICE USER STATE LAYER, the layer as its number, or 0 for the configuration. */
    private final TreeSet<String> planted = new TreeSet<>();

    private int strongPasswords;

    private OciLayout image(String name, String... expected) {
        OciLayout layout = OciLayout.in(work.resolve("layouts").resolve(name));
        images.put(name, layout);
        for (String one : expected) {
            planted.add(name + " " + one);
        }
        return layout;
    }

    private OciLayout layout(String name) {
        return Objects.requireNonNull(images.get(name), name);
    }

    private static String crypt(String password, String setting) {
        return LibCrypt.crypt(password.getBytes(StandardCharsets.UTF_8), setting)
                .orElseThrow();
    }

    private static String weak() {
        return crypt(WEAK, "$6$rounds=1000$plantedplanted");
    }

    /** Another one each time: a password that two accounts have is a finding. */
    private String strong() {
        return crypt(STRONG + ++strongPasswords, "$6$rounds=1000$anothersalt");
    }

    private static String shadow(String root, String anna) {
        return "root:" + root + ":19000:0:99999:7:::\nanna:" + anna + ":19000:0:99999:7:::\n";
    }

    private static TarBuilder system(String root, String anna) {
        return new TarBuilder().folder("etc").file("etc/passwd", PASSWD).file("etc/shadow", shadow(root, anna));
    }

    /** A Debian root whose users Debian's own tools made, packed by GNU tar. */
    private byte[] debian() throws IOException {
        MachineRoot machine = MachineRoot.create(work.resolve("debian"));
        machine.user("deploy").password(WEAK).create();
        machine.user("maria").password(STRONG).create();
        machine.user("locked").password(WEAK).create();
        machine.lock("locked");
        assertTrue(machine.shadowHash("deploy").startsWith("$y$"));
        Path archive = work.resolve("debian.tar");
        Command.of(
                        "tar",
                        "--numeric-owner",
                        "-cf",
                        archive.toString(),
                        "-C",
                        machine.path().toString(),
                        ".")
                .runOrFail();
        return Files.readAllBytes(archive);
    }

    private void plantSystems() throws IOException {
        image("debian", "system deploy usable 1", "system locked locked 1")
                .layer(debian(), "ADD debian.tar / # buildkit")
                .write();
        image("sha512crypt", "system root usable 1")
                .layer(system(weak(), strong()), "")
                .write();
        image("bcrypt", "system anna usable 1")
                .layer(system("*", crypt(WEAK, "$2b$05$abcdefghijklmnopqrstuu")), "")
                .write();
        image("yescrypt", "system anna usable 1")
                .layer(system("!", crypt(WEAK, "$y$j75$abcdefghijklmnop")), "")
                .write();
        // as alpine-baselayout has it
        image("alpine", "system root usable 2")
                .layer(
                        new TarBuilder()
                                .file(
                                        "etc/passwd",
                                        "root:x:0:0:root:/root:/bin/ash\nguest:x:405:100:guest:/dev/null:/sbin/nologin\n")
                                .file("etc/shadow", "root:*::0:::::\nguest:!::0:::::\n"),
                        "ADD alpine-minirootfs.tar.gz / # buildkit")
                .layer(
                        new TarBuilder().file("etc/shadow", "root:" + weak() + ":19000:0:::::\nguest:!::0:::::\n"),
                        "RUN /bin/sh -c echo root:" + WEAK + " | chpasswd # buildkit")
                .write();
        planted.add("alpine system root deleted 0");
        // as the setup package of Red Hat's distributions has it
        image("rhel", "system anna usable 2")
                .layer(
                        new TarBuilder()
                                .file("etc/passwd", PASSWD + "bin:x:1:1:bin:/bin:/sbin/nologin\n")
                                .file(
                                        "etc/shadow",
                                        "root:!locked::0:99999:7:::\nbin:*:19000:0:99999:7:::\nanna:!!:19000::::::\n")
                                .file("etc/gshadow", "root:::\nbin:::\n"),
                        "")
                .layer(
                        new TarBuilder()
                                .file(
                                        "etc/shadow",
                                        "root:!locked::0:99999:7:::\nbin:*:19000:0:99999:7:::\nanna:" + weak()
                                                + ":19000::::::\n"),
                        "")
                .write();
        image("strong").layer(system(strong(), "*"), "").write();
        image("scratch")
                .layer(new TarBuilder().file("app", "binary"), "COPY app /app")
                .write();
    }

    private void plantServices() {
        image("redis", "redis default usable 1")
                .layer(new TarBuilder().file("etc/redis/redis.conf", "bind 0.0.0.0\nrequirepass " + WEAK + "\n"), "")
                .write();
        image("redis-linked", "redis default usable 2")
                .layer(new TarBuilder().symbolicLink("etc/redis.conf", "../opt/shop/cache.settings"), "")
                .layer(new TarBuilder().file("opt/shop/cache.settings", "requirepass " + WEAK + "\n"), "")
                .write();
        image("tomcat", "tomcat admin usable 1")
                .layer(
                        new TarBuilder()
                                .file(
                                        "usr/local/tomcat/conf/server.xml",
                                        "<Server><GlobalNamingResources><Resource name='UserDatabase'"
                                                + " factory='org.apache.catalina.users.MemoryUserDatabaseFactory'"
                                                + " pathname='conf/tomcat-users.xml'/></GlobalNamingResources><Service><Engine>"
                                                + "<Realm className='org.apache.catalina.realm.UserDatabaseRealm'"
                                                + " resourceName='UserDatabase'/></Engine></Service></Server>")
                                .file(
                                        "usr/local/tomcat/conf/tomcat-users.xml",
                                        "<tomcat-users><user username='admin' password='" + WEAK
                                                + "' roles='manager-gui'/></tomcat-users>"),
                        "")
                .write();
        image("environment", "mysql root usable 0", "other postgres usable 0")
                .layer(new TarBuilder().file("a", ""), "")
                .environment("PATH=/bin", "MYSQL_ROOT_PASSWORD=" + WEAK, "POSTGRES_PASSWORD=" + WEAK, "PWD=/")
                .write();
        image("history", "system root deleted 0")
                .layer(new TarBuilder().file("a", ""), "")
                .history("/bin/sh -c echo 'root:" + WEAK + "' | chpasswd")
                .write();
    }

    private void plantHidden() {
        image("replaced", "system root deleted 1")
                .layer(system(weak(), "*"), "COPY shadow /etc/shadow # buildkit")
                .layer(new TarBuilder().file("etc/shadow", shadow(strong(), "*")), "")
                .write();
        image("whiteout", "system anna deleted 2")
                .layer(system("*", "*"), "")
                .layer(new TarBuilder().file("etc/shadow", shadow("*", weak())), "")
                .layer(new TarBuilder().whiteout("etc/shadow"), "")
                .write();
        image("opaque", "redis default deleted 1")
                .layer(new TarBuilder().file("etc/redis/redis.conf", "requirepass " + WEAK + "\n"), "")
                .layer(new TarBuilder().folder("etc/redis").opaque("etc/redis"), "")
                .write();
        image("back", "system root usable 3")
                .layer(system(weak(), "*"), "")
                .layer(new TarBuilder().whiteout("etc/shadow"), "")
                .layer(new TarBuilder().file("etc/shadow", shadow(weak(), "*")), "")
                .write();
        image("twice", "system root deleted 1")
                .layer(system(weak(), "*").file("etc/shadow", shadow("*", "*")), "")
                .write();
    }

    private void plantPackings() {
        byte[] archive = system(weak(), "*").bytes();
        String digest = OciLayout.digest(archive);
        image("plain", "system root usable 1").layer(archive, digest, TAR, "").write();
        image("zstd", "system root usable 1")
                .layer(Zstd.compress(archive), digest, TAR + "+zstd", "")
                .write();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.writeBytes(TarBuilder.gzip(Arrays.copyOf(archive, 1_000)));
        members.writeBytes(TarBuilder.gzip(Arrays.copyOfRange(archive, 1_000, archive.length)));
        image("members", "system root usable 1")
                .layer(members.toByteArray(), digest, TAR + "+gzip", "")
                .write();
        image("symlink", "system root usable 1")
                .layer(
                        new TarBuilder()
                                .file("etc/passwd", PASSWD)
                                .file("data/users", shadow(weak(), "*"))
                                .symbolicLink("etc/shadow", "/data/users"),
                        "")
                .write();
        image("hardlink", "system root usable 1")
                .layer(
                        new TarBuilder()
                                .file("etc/passwd", PASSWD)
                                .file("data/users", shadow(weak(), "*"))
                                .hardLink("etc/shadow", "data/users"),
                        "")
                .write();
        image("below-a-link", "system root usable 2")
                .layer(system("*", "*").symbolicLink("srv", "/etc"), "")
                .layer(new TarBuilder().file("srv/shadow", shadow(weak(), "*")), "")
                .write();
    }

    private List<String> words(List<String> references, String... more) {
        List<String> words = new ArrayList<>(List.of("scan", "--memory", "none"));
        words.addAll(List.of("--budget", "1s,2m", "--allow-address", "127.0.0.0/8", "--platform", "linux/amd64"));
        if (!List.of(more).contains("--format")) {
            words.addAll(List.of("--format", "json"));
        }
        references.forEach(reference -> words.addAll(List.of("--image", reference)));
        words.addAll(List.of(more));
        return words;
    }

    private static CommandRun run(List<String> words) {
        return CommandRun.inProcess(words.toArray(String[]::new));
    }

    private static String text(JsonNode node, String field) {
        return JsonScan.text(node, field);
    }

    @Test
    void findsEveryPlantedAccountWithItsLayerAndNoOther() throws IOException {
        plantSystems();
        plantServices();
        plantHidden();
        plantPackings();
        assertTrue(images.size() >= 20, "images: " + images.size());
        try (RegistryServer registry = RegistryServer.open(work.resolve("registry"))) {
            Map<String, String> names = new HashMap<>();
            images.forEach((name, layout) -> names.put(registry.push(layout.folder(), "team/" + name + ":1"), name));
            CommandRun run = run(words(List.copyOf(names.keySet()), "--plain-http", "--registry-login", "none"));
            assertEquals(Exit.DONE, run.exit(), run.errText() + run.outText());
            JsonScan scan = run.scan();
            TreeSet<String> found = new TreeSet<>();
            for (JsonNode finding : scan.passwordFindings()) {
                String name = Objects.requireNonNull(names.get(text(finding, "image")));
                found.add(name + " " + text(finding, "service_type") + " " + text(finding, "user_name") + " "
                        + text(finding, "state") + " " + layer(layout(name), text(finding, "layer")));
            }
            assertEquals(planted, found);
            assertFalse(run.outText().contains(WEAK), "a password is shown");
            assertFalse(run.outText().contains(STRONG), "a password is shown");
            assertTrue(run.outText().contains("RUN echo ...; chpasswd ..."));
        }
    }

    private static int layer(OciLayout layout, String digest) {
        for (int number = 1; number <= layout.layers(); number++) {
            if (layout.layerDigest(number).equals(digest)) {
                return number;
            }
        }
        return 0;
    }

    @Test
    void asksAGuardedRegistryByItsAuthorityAndLogin() throws IOException {
        image("shop").layer(system(weak(), "*"), "").write();
        try (RegistryServer registry = RegistryServer.guarded(work.resolve("registry"), "reader", STRONG)) {
            String reference = registry.push(layout("shop").folder(), "team/shop:1");
            Path login = work.resolve("config.json");
            String basic = Base64.getEncoder().encodeToString(("reader:" + STRONG).getBytes(StandardCharsets.UTF_8));
            Files.writeString(login, "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"" + basic + "\"}}}");
            String authority = registry.authority().toString();
            CommandRun good = run(words(
                    List.of(reference),
                    "--registry-ca",
                    authority,
                    "--registry-login",
                    login.toString(),
                    "--fail-on-findings"));
            assertEquals(Exit.FINDINGS, good.exit(), good.errText() + good.outText());
            assertEquals(1, good.scan().passwordFindings("system", "root").size());

            CommandRun nobody = run(words(List.of(reference), "--registry-ca", authority, "--registry-login", "none"));
            assertEquals(Exit.INCOMPLETE, nobody.exit());
            assertTrue(nobody.scan().incomplete().getFirst().contains("credentials are needed"));

            CommandRun untrusted = run(words(List.of(reference), "--registry-login", login.toString()));
            assertTrue(untrusted.scan().incomplete().getFirst().contains("no trusted TLS"), untrusted.outText());
            assertFalse(good.outText().contains(STRONG));
            assertFalse(good.outText().contains(basic));
        }
    }

    @Test
    void aFileIsScannedLikeAReference() throws IOException {
        image("shop").layer(system(weak(), "*"), "").write();
        Path archive = work.resolve("shop.tar");
        Command.of(
                        "skopeo",
                        "copy",
                        "--quiet",
                        "oci:" + layout("shop").folder() + ":latest",
                        "docker-archive:" + archive + ":shop:1")
                .runOrFail();
        CommandRun run = run(words(List.of(archive.toString()), "--format", "sarif", "--fail-on-findings"));
        assertEquals(Exit.FINDINGS, run.exit(), run.errText() + run.outText());
        assertTrue(run.outText().contains("\"uri\" : \"etc/shadow\""));
        assertTrue(run.outText().contains("\"layer\" : \"sha256:"));
    }

    @Test
    void saysWhatIsNoImage() {
        assertEquals(Exit.USAGE, run(words(List.of("No Such/Image"))).exit());
        assertEquals(
                Exit.USAGE,
                run(words(List.of("a.example/x"), "--allow-address", "localhost"))
                        .exit());
        assertEquals(
                Exit.USAGE, run(words(List.of("a.example/x"), "--root", "/")).exit());
        CommandRun run = run(words(List.of("127.0.0.1:1/x", "/dev/null"), "--plain-http"));
        assertEquals(Exit.INCOMPLETE, run.exit());
        assertEquals(2, run.scan().incomplete().size());
    }
}
