package dev.watchword.audit.report;

import dev.watchword.account.AccountState;
import dev.watchword.account.LayerRef;
import dev.watchword.audit.Finding;
import dev.watchword.audit.Weakness;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to type, or where, to mend a finding: one line for each kind of store. */
public final class Remedy {

    /** Names that stand in a command as they are; any other is left to its reader to quote. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}");

    /** A store of a running container or chroot: where it is, and the path in there. */
    private static final Pattern ELSEWHERE = Pattern.compile("((?:container|chroot) [^:]+):(/.*)", Pattern.DOTALL);

    private Remedy() {}

    /** The line, for a person to read. A user's name that a shell would read as more than a name is not in it. */
    public static String of(Finding finding) {
        String name = finding.account().userName();
        String shown = PLAIN_NAME.matcher(name).matches() ? name : "NAME";
        String store = Inert.visible(finding.account().store().path());
        Optional<LayerRef> layer = finding.account().store().layer();
        if (layer.isPresent()) {
            return inImage(finding, shown, store, layer.get());
        }
        Matcher elsewhere = ELSEWHERE.matcher(store);
        return elsewhere.matches()
                ? "in " + elsewhere.group(1) + ", and in what it is made from: "
                        + onMachine(finding, name, shown, elsewhere.group(2))
                : onMachine(finding, name, shown, store);
    }

    private static String onMachine(Finding finding, String name, String shown, String store) {
        return switch (finding.account().service()) {
            case SYSTEM ->
                finding.weakness() instanceof Weakness.Empty
                        ? "passwd " + shown + "   (or lock it: passwd -l " + shown + ")"
                        : "passwd " + shown;
            case REDIS -> redis(name, shown, store);
            case TOMCAT ->
                "change the password of " + shown + " in " + store
                        + ", stored through a CredentialHandler, and restart Tomcat";
            case MYSQL -> "ALTER USER " + shown + " IDENTIFIED BY '...'";
            case HTTP -> "htpasswd -B " + store + " " + shown + "   (or take the line away: htpasswd -D)";
            case SNMP -> "set a long random secret in " + store + " and restart the agent, or use SNMPv3 users alone";
            case POSTGRESQL -> postgresql(finding, shown, store);
            case FTP -> ftp(finding, shown, store);
            case OTHER ->
                name.isEmpty() && finding.account().store().line() > 0
                        ? "set a new password for the account of line "
                                + finding.account().store().line() + " in " + store
                        : "set a new password for " + shown + " in " + store;
        };
    }

    /** Who needs no password has none that could be set: it is the server that lets everybody in. */
    private static String ftp(Finding finding, String shown, String store) {
        if (!(finding.account().state() instanceof AccountState.Passwordless)) {
            return "set a new password for " + shown + " in " + store;
        }
        return switch (store.substring(store.lastIndexOf('/') + 1)) {
            case "NoAnonymous" -> "write yes into " + store + ", and restart the server";
            case String file
            when shown.equals("anonymous") && file.startsWith("vsftpd") ->
                "set anonymous_enable=NO in " + store + ", and restart the server";
            case String file
            when file.startsWith("proftpd") ->
                "take the <Anonymous> section of " + shown + " out of " + store + ", and restart the server";
            default -> "let nobody in as " + shown + " without a password in " + store;
        };
    }

    private static String postgresql(Finding finding, String shown, String store) {
        return finding.weakness() instanceof Weakness.Empty
                ? "replace trust by scram-sha-256 (or by peer, on a local line) in " + store + ", and reload the server"
                : "\\password " + shown + "   (in psql; it sends no password in clear)";
    }

    private static String inImage(Finding finding, String shown, String store, LayerRef layer) {
        String image = Inert.visible(layer.image());
        return finding.account().state() instanceof AccountState.Deleted
                ? "build " + image + " again so that no layer ever holds the password of " + shown + " (" + store
                        + "), and change it wherever else it is used"
                : "build " + image + " again without this password of " + shown + " in " + store;
    }

    private static String redis(String name, String shown, String store) {
        return name.equals("default")
                ? "set a long random requirepass in " + store + ", or ACL SETUSER default resetpass >..."
                : "ACL SETUSER " + shown + " resetpass >... and ACL SAVE or CONFIG REWRITE (" + store + ")";
    }
}
