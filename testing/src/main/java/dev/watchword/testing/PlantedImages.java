package dev.watchword.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Images with planted accounts, weak and strong, in layouts that skopeo can push: systems of several distributions, data of real servers,
 * passwords in configurations, and what later layers hide. What a scan must find of them is told, and it must find nothing else.
 */
public final class PlantedImages {

    /** On everybody's list. */
    public static final String WEAK = "123456";

    /** The beginning of every strong password, and on nobody's list. */
    public static final String STRONG = "Vf93-lampshade-Orbit";

    /** Two accounts of a system. */
    public static final String PASSWD = "root:x:0:0:root:/root:/bin/sh\nanna:x:1000:1000::/home/anna:/bin/sh\n";

    private final Path folder;
    private final Map<String, OciLayout> images = new HashMap<>();
    private final TreeSet<String> planted = new TreeSet<>();
    private int strongPasswords;

    /** @param folder where the layouts are made */
    public PlantedImages(Path folder) {
        this.folder = folder;
    }

    /** Makes images of every kind that this class knows. */
    public PlantedImages plantAll() throws IOException {
        plantSystems();
        plantServices();
        plantServers();
        plantHidden();
        return this;
    }

    /** The layouts by their names. */
    public Map<String, OciLayout> images() {
        return Collections.unmodifiableMap(images);
    }

    /** What must be found: IMAGE SERVICE USER STATE LAYER, the layer as its number, or 0 for the configuration. */
    public SortedSet<String> planted() {
        return Collections.unmodifiableSortedSet(planted);
    }

    /** The number of the layer with this digest in an image, 0 when it is none of its layers. */
    public int layer(String image, String digest) {
        OciLayout layout = layout(image);
        for (int number = 1; number <= layout.layers(); number++) {
            if (layout.layerDigest(number).equals(digest)) {
                return number;
            }
        }
        return 0;
    }

    /**
     * Begins an image.
     *
     * @param expected what must be found in it: SERVICE USER STATE LAYER
     */
    public OciLayout image(String name, String... expected) {
        OciLayout layout = OciLayout.in(folder.resolve(name));
        images.put(name, layout);
        for (String one : expected) {
            planted.add(name + " " + one);
        }
        return layout;
    }

    public OciLayout layout(String name) {
        return Objects.requireNonNull(images.get(name), name);
    }

    /** A stored password of libcrypt. */
    public static String crypt(String password, String setting) {
        return LibCrypt.crypt(password.getBytes(StandardCharsets.UTF_8), setting)
                .orElseThrow();
    }

    /** A stored weak password. */
    public static String weak() {
        return crypt(WEAK, "$6$rounds=1000$plantedplanted");
    }

    /** A stored strong password, another one each time: a password that two accounts have is a finding. */
    public String strong() {
        return crypt(STRONG + ++strongPasswords, "$6$rounds=1000$anothersalt");
    }

    /** A shadow file of the two accounts. */
    public static String shadow(String root, String anna) {
        return "root:" + root + ":19000:0:99999:7:::\nanna:" + anna + ":19000:0:99999:7:::\n";
    }

    /** The root of a system with the two accounts. */
    public static TarBuilder system(String root, String anna) {
        return new TarBuilder().folder("etc").file("etc/passwd", PASSWD).file("etc/shadow", shadow(root, anna));
    }

    /** A Debian root whose users Debian's own tools made, packed by GNU tar. */
    private byte[] debian() throws IOException {
        MachineRoot machine = MachineRoot.create(folder.resolve("debian.root"));
        machine.user("deploy").password(WEAK).create();
        machine.user("maria").password(STRONG).create();
        machine.user("locked").password(WEAK).create();
        machine.lock("locked");
        if (!machine.shadowHash("deploy").startsWith("$y$")) {
            throw new FixtureFailure("Debian's chpasswd makes no yescrypt");
        }
        Path archive = folder.resolve("debian.tar");
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

    /** Data that real servers wrote. */
    private void plantServers() throws IOException {
        TarBuilder tables = new TarBuilder();
        try (MariaDbServer server = MariaDbServer.start()) {
            List<String> drops = server.sql("SELECT CONCAT('DROP USER ', QUOTE(User), '@', QUOTE(Host), ';')"
                    + " FROM mysql.global_priv WHERE User <> 'mariadb.sys';");
            // one session: it keeps its own rights while its account goes
            server.sql("CREATE USER shop IDENTIFIED BY '" + WEAK + "'; CREATE USER safe IDENTIFIED BY '" + STRONG
                    + ++strongPasswords + "'; " + String.join(" ", drops) + " FLUSH TABLES;\n");
            for (String name : List.of("global_priv.frm", "global_priv.MAD", "global_priv.MAI")) {
                tables.file(
                        "var/lib/mysql/mysql/" + name,
                        Files.readAllBytes(server.dataFolder().resolve("mysql").resolve(name)));
            }
        }
        image("mariadb", "mysql shop@% usable 1").layer(tables, "").write();
        image("vsftpd", "ftp ann usable 2", "ftp eva locked 2")
                .layer(
                        new TarBuilder()
                                .file(
                                        "etc/vsftpd.conf",
                                        "anonymous_enable=NO\nlocal_enable=YES\nguest_enable=YES\nguest_username=ftp\n"
                                                + "pam_service_name=virtual\n")
                                .file(
                                        "etc/pam.d/virtual",
                                        "auth required pam_pwdfile.so pwdfile=/etc/vsftpd/passwd\n"
                                                + "account required pam_permit.so\n"),
                        "")
                .layer(
                        new TarBuilder()
                                .file(
                                        "etc/vsftpd/passwd",
                                        "ann:" + weak() + "\nbob:" + strong() + "\neva:!"
                                                + crypt(WEAK, "$6$rounds=1000$othersaltofeva") + "\n"),
                        "")
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
}
