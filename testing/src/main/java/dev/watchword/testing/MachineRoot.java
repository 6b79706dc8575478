package dev.watchword.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;

/**
 * A Linux machine's root whose accounts are made by the real tools of this Debian: useradd, chpasswd, passwd, usermod,
 * chage. It starts from the accounts of a fresh Debian (base-passwd) and PAM stacks of its own, so that neither the
 * accounts nor the settings of the machine that runs the test play a part; that machine's own {@code /etc} is out of
 * reach. Needs root. Holds no process or mount: there is nothing to close. Not safe for use by several threads at once:
 * the tools lock {@code /etc}.
 */
public final class MachineRoot {

    private static final String NOBODY = "65534";

    // What Debian 12 writes, less what only a session needs. "nodelay" spares each wrong password two seconds.
    private static final String PAM_SERVICE = """
            auth     sufficient pam_rootok.so
            auth     required   pam_unix.so nullok nodelay
            account  required   pam_unix.so
            password required   pam_unix.so obscure yescrypt
            session  required   pam_permit.so
            """;

    private final RootFolder root;

    private MachineRoot(RootFolder root) {
        this.root = root;
    }

    /** Makes the folder a fresh machine's root. */
    public static MachineRoot create(Path folder) {
        return create(RootFolder.create(folder));
    }

    /** Gives a root, which may hold servers' files already, the accounts of a fresh machine. */
    public static MachineRoot create(RootFolder root) {
        DebianPackage.require(
                DebianPackage.BASE_PASSWD,
                DebianPackage.LIBPAM_MODULES_BIN,
                DebianPackage.LOGIN,
                DebianPackage.PASSWD,
                DebianPackage.PERL_BASE);
        if (!RootFolder.isRoot()) {
            throw new FixtureFailure("useradd and chpasswd give files to other users: run this test as root");
        }
        for (String service : List.of("chpasswd", "login", "other", "passwd", "sshd", "su")) {
            root.write("/etc/pam.d/" + service, PAM_SERVICE);
        }
        root.write("/etc/nsswitch.conf", "passwd: files\ngroup: files\nshadow: files\ngshadow: files\n")
                .write("/etc/default/useradd", "SHELL=/bin/sh\n")
                .write("/etc/shells", "/bin/sh\n/bin/bash\n")
                .write("/etc/hostname", "fixture\n")
                .write("/etc/subuid", "")
                .write("/etc/subgid", "");
        copyFromHost(root, "/etc/login.defs");
        MachineRoot machine = new MachineRoot(root);
        machine.run("""
                mkdir -p /etc/skel /var/mail
                cp /usr/share/base-passwd/passwd.master /etc/passwd
                cp /usr/share/base-passwd/group.master /etc/group
                shadowconfig on
                """);
        return machine;
    }

    private static void copyFromHost(RootFolder root, String path) {
        try {
            Files.copy(Path.of(path), root.resolve(path), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FixtureFailure("cannot copy " + path, e);
        }
    }

    public RootFolder root() {
        return root;
    }

    /** The folder to scan. */
    public Path path() {
        return root.path();
    }

    /** A user to be made; ends with {@link NewUser#create()}. */
    public NewUser user(String name) {
        return new NewUser(this, name);
    }

    /** Sets a password through PAM. */
    public MachineRoot password(String name, String password) {
        return password(name, password, PasswordTool.PAM);
    }

    /** Sets a password, or a hash, by the given tool. */
    public MachineRoot password(String name, String text, PasswordTool tool) {
        run(tool.script(), passwordLine(name, text));
        return this;
    }

    /** {@code passwd -l}: the hash stays behind an exclamation mark. */
    public MachineRoot lock(String name) {
        return tool("passwd", "-q", "-l", name);
    }

    /** {@code passwd -u}. */
    public MachineRoot unlock(String name) {
        return tool("passwd", "-q", "-u", name);
    }

    /** {@code passwd -d}: an empty password logs in. */
    public MachineRoot passwordless(String name) {
        return tool("passwd", "-q", "-d", name);
    }

    /** {@code chage -E}: the account ends with this day. */
    public MachineRoot expireAccount(String name, LocalDate day) {
        return tool("chage", "-E", day.toString(), name);
    }

    /** {@code chage -d 0}: the password must be changed at the next login. */
    public MachineRoot expirePassword(String name) {
        return tool("chage", "-d", "0", name);
    }

    /** {@code usermod -s}, such as {@code /usr/sbin/nologin}. */
    public MachineRoot shell(String name, String path) {
        return tool("usermod", "-s", path, name);
    }

    /** Any tool with its arguments; never a password among them. */
    public MachineRoot tool(String... words) {
        run(ShellWords.join(words));
        return this;
    }

    /** Runs a bash script as root inside and returns what it printed; it ends at the first command that fails. */
    public String run(String script) {
        return run(script, "");
    }

    /** Runs a script with this text as its standard input. */
    public String run(String script, String input) {
        return inside(List.of("/bin/bash", "-euo", "pipefail", "-c", script), input)
                .runOrFail();
    }

    /** The user's line of {@code /etc/shadow}. */
    public String shadowLine(String name) {
        return lineOf("/etc/shadow", name);
    }

    /** The user's line of {@code /etc/passwd}. */
    public String passwdLine(String name) {
        return lineOf("/etc/passwd", name);
    }

    /** The second field of the user's line of {@code /etc/shadow}. */
    public String shadowHash(String name) {
        return shadowLine(name).split(":", -1)[1];
    }

    private String lineOf(String file, String name) {
        return root.read(file)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElseThrow(() -> new FixtureFailure("no user " + name + " in " + file));
    }

    /**
     * Whether PAM's own helper, unix_chkpwd(8), takes the password for this user's. It looks at the password alone: an
     * expired account still has one.
     */
    public boolean acceptsPassword(String name, String password) {
        Command.Ending ending = inside(List.of("/sbin/unix_chkpwd", name, "nullok"), password + "\0")
                .run();
        return switch (ending.exit()) {
            case 0 -> true;
            case 7 -> false; // PAM_AUTH_ERR
            default -> throw new FixtureFailure("unix_chkpwd ended with " + ending.exit() + " for " + name);
        };
    }

    /**
     * Whether an unprivileged user becomes this one by su(1) and a command runs in its shell: password, account and
     * shell must all allow it.
     */
    public boolean logsIn(String name, String password) {
        List<String> words = List.of(
                "/usr/bin/setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "su", name, "-c", "exit 0");
        return inside(words, password + "\n").run().exit() == 0;
    }

    private Command inside(List<String> words, String input) {
        return Command.of(root.entering(words)).input(input);
    }

    static String passwordLine(String name, String text) {
        if (text.indexOf('\n') >= 0 || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a line cannot carry it");
        }
        return name + ":" + text + "\n";
    }
}
