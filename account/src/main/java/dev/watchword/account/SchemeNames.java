package dev.watchword.account;

import dev.watchword.hash.SchemeId;

/** The schemes that a store's own format names, so that no mark has to be looked for in the text. */
public final class SchemeNames {

    /** The password itself. */
    public static final SchemeId PLAIN = new SchemeId("plain");

    /** SHA-256 in 64 lower-case hex digits. */
    public static final SchemeId REDIS_SHA256 = new SchemeId("redis-sha256");

    /** MD4 over the password in 16-bit units: with crypt(3)'s mark, or bare. */
    public static final SchemeId NT = new SchemeId("nt");

    /** The variant of {@link #NT} that is 32 hex digits alone. */
    public static final String NT_OF_WINDOWS = "utf16";

    /** A digest in hex; the variant is the JDK's name of the digest. */
    public static final SchemeId HEX_DIGEST = new SchemeId("hex-digest");

    /** {@code {MD5}}. */
    public static final SchemeId LDAP_MD5 = new SchemeId("ldap-md5");

    /** {@code {SHA}}. */
    public static final SchemeId LDAP_SHA = new SchemeId("ldap-sha");

    /** {@code {SSHA}}. */
    public static final SchemeId LDAP_SSHA = new SchemeId("ldap-ssha");

    /** {@code {SSHAv2}} of Tomcat: 20 bytes of salt before the digest. No scheme reads it yet. */
    public static final SchemeId LDAP_SSHA_V2 = new SchemeId("ldap-ssha-v2");

    /** Tomcat's MessageDigestCredentialHandler; the variant is its algorithm. */
    public static final SchemeId TOMCAT_DIGEST = new SchemeId("tomcat-digest");

    /** Tomcat's SecretKeyCredentialHandler; the variant is its algorithm. */
    public static final SchemeId TOMCAT_PBKDF2 = new SchemeId("tomcat-pbkdf2");

    /** {@code OLD_PASSWORD()} of MySQL and MariaDB: 16 hex digits. */
    public static final SchemeId MYSQL_OLD = new SchemeId("mysql-old");

    /** The plugin mysql_native_password: an asterisk and 40 hex digits. */
    public static final SchemeId MYSQL_NATIVE = new SchemeId("mysql-native");

    /** The plugin caching_sha2_password of MySQL; the salt in it is raw bytes. */
    public static final SchemeId MYSQL_CACHING_SHA2 = new SchemeId("mysql-sha2");

    /** The plugin sha256_password of MySQL; the salt in it is raw bytes. */
    public static final SchemeId MYSQL_SHA256 = new SchemeId("mysql-sha256");

    /** The plugin ed25519 of MariaDB. */
    public static final SchemeId MARIADB_ED25519 = new SchemeId("mariadb-ed25519");

    /** The plugin parsec of MariaDB. */
    public static final SchemeId MARIADB_PARSEC = new SchemeId("mariadb-parsec");

    /** PostgreSQL before 14; the variant is the role's name. */
    public static final SchemeId POSTGRES_MD5 = new SchemeId("postgres-md5");

    /** SCRAM with SHA-256, as PostgreSQL writes it. */
    public static final SchemeId SCRAM_SHA256 = new SchemeId("scram-sha256");

    /** SCRAM with SHA-1 over MongoDB's digest of the password; the variant is the user's name. */
    public static final SchemeId MONGODB_SCRAM = new SchemeId("mongodb-scram");

    private SchemeNames() {}
}
