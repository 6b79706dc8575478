package dev.watchword.account;

/** The kind of service that an account logs in to, with the name that the wire contract gives it. */
public enum ServiceType {
    SYSTEM("system"),
    MYSQL("mysql"),
    REDIS("redis"),
    TOMCAT("tomcat"),
    FTP("ftp"),
    /** Users of a web server's own password files; a kind of ours, which the vendor's API does not know. */
    HTTP("http"),
    /** Communities and users of an SNMP agent; a kind of ours. */
    SNMP("snmp"),
    /** Roles of PostgreSQL; a kind of ours. */
    POSTGRESQL("postgresql"),
    /** A hash of a file that says nothing of its service; never sent to a server. */
    OTHER("other");

    private final String wireName;

    ServiceType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
