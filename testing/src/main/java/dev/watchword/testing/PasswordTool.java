package dev.watchword.testing;

/**
 * The real program that turns a clear password into an entry of {@code /etc/shadow}.
 *
 * @param script shell text that reads lines {@code name:password} (UTF-8) from its standard input
 */
public record PasswordTool(String script) {

    /** chpasswd through PAM, the way of an administrator: yescrypt in this root. */
    public static final PasswordTool PAM = new PasswordTool("chpasswd");

    /** The text is a hash already and is stored as it is. */
    public static final PasswordTool HASH = new PasswordTool("chpasswd -e");

    /** chpasswd by a method of its own, with that method's usual cost. */
    public static PasswordTool chpasswd(ChpasswdMethod method) {
        return new PasswordTool("chpasswd -c " + method);
    }

    /**
     * chpasswd by a method and cost of its own.
     *
     * @param rounds in the method's own unit, see {@link ChpasswdMethod}
     */
    public static PasswordTool chpasswd(ChpasswdMethod method, int rounds) {
        return new PasswordTool("chpasswd -c " + method + " -s " + rounds);
    }

    /**
     * crypt(3) of this machine's libcrypt, for methods that chpasswd does not know: bcrypt, scrypt, gost-yescrypt, NT,
     * sunmd5, ...
     *
     * @param setting prefix, cost and salt as crypt(5) describes, such as {@code $2b$05$} and 22 characters
     */
    public static PasswordTool crypt(String setting) {
        String perl = """
                BEGIN { $setting = shift }
                chomp;
                my ($name, $password) = split /:/, $_, 2;
                my $hash = crypt($password, $setting);
                die "crypt(3) refuses the setting\\n" if !defined $hash || $hash =~ /^[*]/;
                print "$name:$hash\\n";
                """;
        return new PasswordTool(ShellWords.join("perl", "-ne", perl, setting) + " | chpasswd -e");
    }
}
