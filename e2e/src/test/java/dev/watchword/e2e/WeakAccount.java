package dev.watchword.e2e;

/**
 * A weak password that an agent has found.
 *
 * @param serviceType of which kind of account
 * @param userName whose
 * @param weakness why it is weak
 * @param masked what may be shown of it
 * @param suggestion what to do
 * @param sharedMark equal where the password is
 */
record WeakAccount(
        String serviceType, String userName, String weakness, String masked, String suggestion, String sharedMark) {

    /** A system account whose password is a common one. */
    static WeakAccount common(String userName, String masked, String suggestion) {
        return new WeakAccount("system", userName, "common", masked, suggestion, "");
    }

    /** The store that accounts of this kind stand in. */
    String store() {
        return switch (serviceType) {
            case "mysql" -> "/var/lib/mysql";
            case "redis" -> "/etc/redis/redis.conf";
            case "tomcat" -> "/etc/tomcat/tomcat-users.xml";
            case "ftp" -> "/etc/vsftpd/users";
            default -> "/etc/shadow";
        };
    }
}
