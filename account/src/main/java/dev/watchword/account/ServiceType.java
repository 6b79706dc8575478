package dev.watchword.account;

/** The kind of service that an account logs in to, with the name that the wire contract gives it. */
public enum ServiceType {
    SYSTEM("system"),
    MYSQL("mysql"),
    REDIS("redis"),
    TOMCAT("tomcat"),
    FTP("ftp"),
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
