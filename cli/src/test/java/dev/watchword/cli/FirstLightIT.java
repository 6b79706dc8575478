package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.testing.ChpasswdMethod;
import dev.watchword.testing.MachineRoot;
import dev.watchword.testing.PasswordTool;
import dev.watchword.testing.RedisServer;
import dev.watchword.testing.RedisSession;
import dev.watchword.testing.RootFolder;
import dev.watchword.testing.TomcatDigest;
import dev.watchword.testing.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job from end to end: a machine whose accounts the real tools made, and whose logins the real programs let in,
 * is scanned by the command. What was planted is found, what is strong is not, and no output holds a secret.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstLightIT {

    private static final String YEAR =
            Integer.toString(LocalDate.now(ZoneOffset.UTC).getYear());
    private static final String HOUSE_WORD = "Nordwind-4711";
    /** A scan that tells what the memory knows and tries nothing. */
    private static final String NO_MORE = "0s";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A password that is to be found, and what the report is to say of it. */
    private record Weak(String service, String user, String password, String weakness, String mask) {}

    @TempDir
    private static Path folder;

    private final List<Weak> weak = new ArrayList<>();
    private final List<String> strong = new ArrayList<>();
    private final Secrets secrets = new Secrets();
    private MachineRoot machine;
    private Path words;
    private Path memory;
    private JsonScan scan;

    @BeforeAll
    void makeTheMachineAndScanIt() throws IOException {
        machine = MachineRoot.create(folder.resolve("root"));
        words = Files.writeString(folder.resolve("words"), HOUSE_WORD + "\n");
        memory = folder.resolve("state").resolve("memory");
        plantSystemUsers();
        plantStates();
        plantRedis();
        plantTomcat();

        CommandRun run = scan("--format", "json", "--memory", memory.toString(), "--budget", "1s,40s");
        assertEquals(Exit.DONE, run.exit(), run.errText());
        assertEquals("", run.errText());
        secrets.assertNotIn(run.out(), "the JSON report");
        scan = run.scan();
    }

    private CommandRun scan(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("scan", "--root", machine.path().toString()));
        arguments.addAll(List.of("--words", words.toString(), "--organisation", "Acme"));
        arguments.addAll(List.of(more));
        return CommandRun.inProcess(arguments.toArray(String[]::new));
    }

    private void plantSystemUsers() {
        weakUser("alice", "alice", PasswordTool.chpasswd(ChpasswdMethod.DES), "username", "*****");
        weakUser("bob", "bob123", PasswordTool.chpasswd(ChpasswdMethod.MD5), "derived", "******");
        weakUser("carol", "123456", PasswordTool.chpasswd(ChpasswdMethod.SHA256), "common", "******");
        weakUser("dave", "Admin@123", PasswordTool.chpasswd(ChpasswdMethod.SHA512), "default", "Ad****1**");
        weakUser("erin", "P@ssw0rd", PasswordTool.chpasswd(ChpasswdMethod.YESCRYPT, 1), "default", "P@******");
        weakUser("frank", HOUSE_WORD, PasswordTool.PAM, "custom", "No******-****");
        weakUser("grace", "Summer" + YEAR, PasswordTool.crypt("$2b$04$CCCCCCCCCCCCCCCCCCCCC."), "", "");
        weakUser("heidi", "Acme" + YEAR, PasswordTool.crypt("$7$4/..../....SodiumChloride$"), "derived", "Ac******");
        weakUser("ivan", "ivan1234", PasswordTool.crypt("$3$"), "derived", "iv******");

        strongUser("alfred", PasswordTool.chpasswd(ChpasswdMethod.DES));
        strongUser("bertha", PasswordTool.chpasswd(ChpasswdMethod.MD5));
        strongUser("caspar", PasswordTool.chpasswd(ChpasswdMethod.SHA256));
        strongUser("doris", PasswordTool.chpasswd(ChpasswdMethod.SHA512));
        strongUser("emil", PasswordTool.chpasswd(ChpasswdMethod.YESCRYPT));
        strongUser("frida", PasswordTool.PAM);
        strongUser("gustav", PasswordTool.crypt("$2b$04$DCCCCCCCCCCCCCCCCCCCC."));
        strongUser("hilde", PasswordTool.crypt("$7$4/..../....PotassiumIodid$"));
        strongUser("igor", PasswordTool.crypt("$3$"));
    }

    private void weakUser(String name, String password, PasswordTool tool, String weakness, String mask) {
        machine.user(name).password(password, tool).create();
        assertTrue(machine.acceptsPassword(name, password), name);
        assertTrue(machine.logsIn(name, password), name);
        weak.add(new Weak("system", name, password, weakness, mask));
        secrets.password(password, name).hash(machine.shadowHash(name));
    }

    private void strongUser(String name, PasswordTool tool) {
        String password = random();
        machine.user(name).password(password, tool).create();
        assertTrue(machine.acceptsPassword(name, password), name);
        strong.add(name);
        secrets.password(password, name).hash(machine.shadowHash(name));
    }

    private void plantStates() {
        PasswordTool cheap = PasswordTool.chpasswd(ChpasswdMethod.MD5);
        machine.user("locked").password("locked1", cheap).create().lock("locked");
        machine.user("nobodys").password("x", cheap).create().passwordless("nobodys");
        machine.user("gone").password("gone1", cheap).create().expireAccount("gone", LocalDate.of(2020, 1, 1));
        machine.user("left").password("left1", cheap).create().tool("usermod", "-e", "2021-05-05", "left");
        machine.user("robot")
                .shell("/usr/sbin/nologin")
                .password("robot1", cheap)
                .create();
        for (String name : List.of("locked", "gone", "left", "robot")) {
            assertFalse(machine.logsIn(name, name + "1"), name);
            secrets.password(name + "1", name).hash(machine.shadowHash(name));
        }
        assertTrue(machine.logsIn("nobodys", ""));
    }

    private void plantRedis() {
        String config = RedisServer.DEFAULT_CONFIG + "requirepass Passw0rd1\n";
        String second = random();
        try (RedisServer redis = RedisServer.start(machine.root(), config)) {
            try (RedisSession admin = redis.session("default", "Passw0rd1")) {
                admin.aclSetUser("queue", "on", ">" + second, ">queue" + YEAR, "~*", "+@all")
                        .aclSetUser("vault", "on", ">" + random(), "~*", "+@all")
                        .aclSetUser("retired", "off", ">retired1", "+@all")
                        .aclSetUser("metrics", "on", "nopass", "+info");
                admin.must("CONFIG", "REWRITE");
            }
            assertTrue(redis.login("default", "Passw0rd1"));
            assertTrue(redis.login("queue", "queue" + YEAR));
            assertTrue(redis.login("queue", second));
            assertTrue(redis.login("metrics", "anything"));
            assertFalse(redis.login("retired", "retired1"));
        }
        assertTrue(machine.root().read(RedisServer.CONFIG).contains("user queue on"));
        weak.add(new Weak("redis", "default", "Passw0rd1", "common", "Pa****r**"));
        weak.add(new Weak("redis", "queue", "queue" + YEAR, "derived", "qu****" + YEAR.charAt(1) + "**"));
        strong.add("vault");
        secrets.password(second, "queue").password("retired1", "retired");
    }

    private void plantTomcat() {
        String digest = TomcatDigest.messageDigest("SHA-512")
                .saltBytes(16)
                .iterations(500)
                .store("tomcat");
        String derived =
                TomcatDigest.secretKey("PBKDF2WithHmacSHA512").iterations(300).store("manager1");
        String random = random();
        String randomDerived =
                TomcatDigest.secretKey("PBKDF2WithHmacSHA512").iterations(300).store(random);
        String plainStrong = random();
        // One CATALINA_BASE keeps clear text, as delivered; the other has credential handlers.
        tomcat(
                TomcatServer.BASE,
                """
                <user username="deploy" password="s3cret" roles="manager-script"/>
                <user username="ops" password="%s" roles="manager-gui"/>
                """.formatted(plainStrong),
                TomcatServer.DEFAULT_REALM,
                "deploy",
                "s3cret",
                "ops",
                plainStrong);
        tomcat(
                "/opt/tomcat-shop",
                """
                <user username="tomcat" password="%s" roles="manager-gui"/>
                <user username="manager" password="%s"/>
                <user username="cashier" password="%s"/>
                """.formatted(digest, derived, randomDerived),
                """
                <Realm className="org.apache.catalina.realm.UserDatabaseRealm" resourceName="UserDatabase">
                  <CredentialHandler className="org.apache.catalina.realm.NestedCredentialHandler">
                    <CredentialHandler className="org.apache.catalina.realm.MessageDigestCredentialHandler"
                                       algorithm="SHA-512"/>
                    <CredentialHandler className="org.apache.catalina.realm.SecretKeyCredentialHandler"
                                       algorithm="PBKDF2WithHmacSHA512"/>
                  </CredentialHandler>
                </Realm>
                """,
                "tomcat",
                "tomcat",
                "manager",
                "manager1",
                "cashier",
                random);
        weak.add(new Weak("tomcat", "deploy", "s3cret", "default", "******"));
        weak.add(new Weak("tomcat", "tomcat", "tomcat", "username", "******"));
        weak.add(new Weak("tomcat", "manager", "manager1", "", "ma******"));
        strong.addAll(List.of("ops", "cashier"));
        secrets.hash(digest).hash(derived).hash(randomDerived);
    }

    private void tomcat(String base, String users, String realm, String... logins) {
        RootFolder root = machine.root();
        root.write(base + "/conf/tomcat-users.xml", TomcatServer.usersXml(users));
        root.write(base + "/conf/server.xml", TomcatServer.serverXml(realm));
        try (TomcatServer tomcat = TomcatServer.start(root, base)) {
            for (int i = 0; i < logins.length; i += 2) {
                assertTrue(tomcat.login(logins[i], logins[i + 1]), logins[i]);
                assertFalse(tomcat.login(logins[i], logins[i + 1] + "x"), logins[i]);
                secrets.password(logins[i + 1], logins[i]);
            }
        }
    }

    /** Twenty characters of 62, which no list holds. */
    private String random() {
        String characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        String password = IntStream.range(0, 20)
                .mapToObj(i -> "" + characters.charAt(RANDOM.nextInt(characters.length())))
                .collect(Collectors.joining());
        secrets.password(password, "");
        return password;
    }

    @Test
    void everyWeakPasswordIsFoundWithItsWeaknessAndMask() {
        for (Weak planted : weak) {
            List<JsonNode> found = scan.passwordFindings(planted.service(), planted.user());
            assertEquals(1, found.size(), planted.user() + ": " + scan.accounts(planted.service(), planted.user()));
            String weakness = JsonScan.text(found.getFirst(), "weakness");
            String mask = JsonScan.text(found.getFirst(), "desensitized_weak_passwords");
            if (planted.weakness().isEmpty()) {
                // Whether a list or a rule has it is a matter of the release.
                assertTrue(List.of("common", "derived").contains(weakness), planted.user() + " " + weakness);
            } else {
                assertEquals(planted.weakness(), weakness, planted.user());
            }
            assertEquals(expectedMask(planted.password()), mask, planted.user());
            assertTrue(planted.mask().isEmpty() || planted.mask().equals(mask), planted.user());
            assertFalse(JsonScan.text(found.getFirst(), "suggestion").isBlank(), planted.user());
            assertFalse(JsonScan.text(found.getFirst(), "remedy").isBlank(), planted.user());
        }
    }

    /** docs/operating.md in other words. */
    private static String expectedMask(String password) {
        StringBuilder mask = new StringBuilder("*".repeat(password.length()));
        if (password.length() >= 8) {
            mask.replace(0, 2, password.substring(0, 2));
        }
        if (password.length() > 8) {
            int shown = 2 * password.length() / 3;
            mask.setCharAt(shown, password.charAt(shown));
        }
        return mask.toString();
    }

    @Test
    void noStrongPasswordIsCalledWeak() {
        assertEquals(
                List.of(),
                scan.passwordFindings().stream()
                        .map(finding -> JsonScan.text(finding, "user_name"))
                        .filter(strong::contains)
                        .toList());
    }

    @Test
    void nothingIsFoundBesides() {
        List<String> expected = Stream.concat(
                        weak.stream().map(planted -> planted.service() + " " + planted.user()),
                        Stream.of(
                                "redis metrics",
                                "redis retired",
                                "system gone",
                                "system left",
                                "system locked",
                                "system nobodys",
                                "system robot"))
                .sorted()
                .toList();
        assertEquals(
                expected,
                scan.passwordFindings().stream()
                        .map(f -> JsonScan.text(f, "service_type") + " " + JsonScan.text(f, "user_name"))
                        .sorted()
                        .toList());
        assertEquals(List.of(), scan.incomplete());
    }

    @Test
    void statesAreNamed() {
        assertEquals("usable", scan.state("system", "alice"));
        assertEquals("locked", scan.state("system", "locked"));
        assertEquals("passwordless", scan.state("system", "nobodys"));
        assertEquals("expired", scan.state("system", "gone"));
        assertEquals("expired", scan.state("system", "left"));
        assertEquals("no_login_shell", scan.state("system", "robot"));
        assertEquals("disabled", scan.state("system", "daemon"));
        assertEquals("usable", scan.state("redis", "queue"));
        assertEquals("locked", scan.state("redis", "retired"));
        assertEquals("passwordless", scan.state("redis", "metrics"));
        assertEquals("usable", scan.state("tomcat", "manager"));
        assertEquals(
                "empty",
                JsonScan.text(scan.passwordFindings("system", "nobodys").getFirst(), "weakness"));
        assertEquals(
                "empty", JsonScan.text(scan.passwordFindings("redis", "metrics").getFirst(), "weakness"));
    }

    @Test
    void bothPasswordsOfOneUserAreTested() {
        assertEquals(2, scan.accounts("redis", "queue").size());
    }

    @Test
    void changedAgeIsTold() {
        JsonNode found = scan.passwordFindings("system", "alice").getFirst();
        assertTrue(found.path("duration").intValue() <= 1, "made today");
        JsonNode redis = scan.passwordFindings("redis", "queue").getFirst();
        assertEquals(Integer.MAX_VALUE, redis.path("duration").intValue());
    }

    @Test
    void noFormatFileOrMemoryHoldsASecret() throws IOException {
        assertTrue(secrets.size() > 40, "the guard has something to look for");
        for (String format : List.of("table", "json", "csv", "sarif")) {
            Path report = folder.resolve("report." + format);
            CommandRun printed = scan("--format", format, "--memory", memory.toString(), "--budget", NO_MORE);
            CommandRun written = scan(
                    "--format",
                    format,
                    "--memory",
                    memory.toString(),
                    "--budget",
                    NO_MORE,
                    "--output",
                    report.toString());
            assertEquals(Exit.DONE, printed.exit(), printed.errText());
            assertEquals(Exit.DONE, written.exit(), written.errText());
            secrets.assertNotIn(printed.out(), format);
            secrets.assertNotIn(printed.err(), format + ", standard error");
            secrets.assertNotIn(Files.readAllBytes(report), format + " in a file");
            assertTrue(Files.readString(report).contains("alice"), format);
            assertEquals("", written.outText());
        }
        try (Stream<Path> files = Files.list(memory.getParent())) {
            for (Path file : files.toList()) {
                secrets.assertNotIn(Files.readAllBytes(file), file.toString());
            }
        }
    }

    @Test
    void shippedCommandFindsTheSame() {
        CommandRun run = CommandRun.child(
                List.of(),
                "scan",
                "--root",
                machine.path().toString(),
                "--words",
                words.toString(),
                "--organisation",
                "Acme",
                "--memory",
                memory.toString(),
                "--budget",
                NO_MORE,
                "--format",
                "json");
        assertEquals(Exit.DONE, run.exit(), run.errText());
        secrets.assertNotIn(run.out(), "the JSON report of a child process");
        secrets.assertNotIn(run.err(), "standard error of a child process");
        assertEquals(scan.json().path("findings"), run.scan().json().path("findings"));
    }

    @Test
    void redisUsersOfAnAclFileAreFound(@TempDir Path other) throws IOException {
        RootFolder root = RootFolder.create(other.resolve("root"));
        root.write("/etc/redis/users.acl", "user default on >Admin@123 ~* &* +@all\n");
        String hidden = random();
        String config = RedisServer.DEFAULT_CONFIG + "aclfile /etc/redis/users.acl\n";
        try (RedisServer redis = RedisServer.start(root, config)) {
            try (RedisSession admin = redis.session("default", "Admin@123")) {
                admin.aclSetUser("app", "on", ">" + hidden, ">app" + YEAR, "~app:*", "+@read")
                        .aclSetUser("strong", "on", ">" + random(), "+@all")
                        .aclSave();
            }
            assertTrue(redis.login("app", "app" + YEAR));
            assertTrue(redis.login("app", hidden));
        }
        assertFalse(root.read("/etc/redis/users.acl").contains(">"), "ACL SAVE leaves hashes only");

        CommandRun run = CommandRun.inProcess(
                "scan",
                "--root",
                other.resolve("root").toString(),
                "--memory",
                "none",
                "--budget",
                "1s",
                "--format",
                "json");
        assertEquals(Exit.DONE, run.exit(), run.errText());
        secrets.assertNotIn(run.out(), "the JSON report");
        assertEquals(1, run.scan().passwordFindings("redis", "default").size());
        assertEquals(1, run.scan().passwordFindings("redis", "app").size());
        assertEquals(List.of(), run.scan().passwordFindings("redis", "strong"));
        assertEquals(2, run.scan().passwordFindings().size());
    }
}
