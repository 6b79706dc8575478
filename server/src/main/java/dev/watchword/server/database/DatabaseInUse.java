package dev.watchword.server.database;

/** Another process has the database, or it is not sure that none does. */
public final class DatabaseInUse extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseInUse() {
        super("another watchword process uses this database: stop it first");
    }
}
