package dev.watchword.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Debian package that fixtures take their programs from. A missing one fails the test with the command that installs
 * it; it never skips the test. {@code testing/install-peers} installs the same list.
 */
public enum DebianPackage {
    APACHE2_BIN("apache2-bin", "/usr/sbin/apache2"),
    APACHE2_UTILS("apache2-utils", "/usr/bin/htpasswd"),
    BASE_FILES("base-files", "/etc/debian_version"),
    BASE_PASSWD("base-passwd", "/usr/share/base-passwd/passwd.master"),
    CHROMIUM("chromium", "/usr/bin/chromium"),
    CRACKLIB_RUNTIME("cracklib-runtime", "/usr/sbin/cracklib-packer"),
    DOCKER_REGISTRY("docker-registry", "/usr/bin/docker-registry"),
    FONTS_NOTO_CJK("fonts-noto-cjk", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    JOHN("john", "/usr/sbin/john"),
    LIBPAM_MODULES_BIN("libpam-modules-bin", "/sbin/unix_chkpwd"),
    LIBPAM_PWDFILE("libpam-pwdfile", "/usr/share/doc/libpam-pwdfile"),
    LOGIN("login", "/etc/login.defs"),
    MARIADB_SERVER("mariadb-server", "/usr/sbin/mariadbd"),
    MOUNT("mount", "/bin/mount"),
    OPENSSH_CLIENT("openssh-client", "/usr/bin/ssh"),
    OPENSSH_SERVER("openssh-server", "/usr/sbin/sshd"),
    OPENSSL("openssl", "/usr/bin/openssl"),
    PASSWD("passwd", "/usr/sbin/useradd"),
    PERL("perl", "/usr/bin/corelist"),
    PERL_BASE("perl-base", "/usr/bin/perl"),
    POSTGRESQL("postgresql", "/usr/share/doc/postgresql"),
    PYTHON3_ARGON2("python3-argon2", "/usr/lib/python3/dist-packages/argon2/__init__.py"),
    PYTHON3_PASSLIB("python3-passlib", "/usr/lib/python3/dist-packages/passlib/__init__.py"),
    REDIS_SERVER("redis-server", "/usr/bin/redis-server"),
    SKOPEO("skopeo", "/usr/bin/skopeo"),
    SNMP("snmp", "/usr/bin/snmpget"),
    STRACE("strace", "/usr/bin/strace"),
    SYSTEMD("systemd", "/usr/bin/systemd-analyze"),
    UMOCI("umoci", "/usr/bin/umoci"),
    UTIL_LINUX("util-linux", "/usr/bin/unshare"),
    VSFTPD("vsftpd", "/usr/sbin/vsftpd"),
    ZSTD("zstd", "/usr/bin/zstd");

    private final String debianName;
    private final String witness;

    DebianPackage(String debianName, String witness) {
        this.debianName = debianName;
        this.witness = witness;
    }

    /** The name that apt-get knows. */
    public String debianName() {
        return debianName;
    }

    /**
     * Makes sure that it is installed, by one of its files.
     *
     * @throws FixtureFailure naming the package and the command that installs it
     */
    public void require() {
        require(debianName, Path.of(witness));
    }

    static void require(String debianName, Path witness) {
        if (!Files.exists(witness)) {
            throw new FixtureFailure("package %s is missing (there is no %s): RUNLEVEL=1 apt-get install %s"
                    .formatted(debianName, witness, debianName));
        }
    }

    static void require(DebianPackage... packages) {
        for (DebianPackage one : packages) {
            one.require();
        }
    }
}
