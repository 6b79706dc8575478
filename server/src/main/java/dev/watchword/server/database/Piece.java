package dev.watchword.server.database;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A part of a change that is too long for one transaction. What it leaves behind must be true by itself, because others
 * read and write between two pieces, and after a crash nothing follows it.
 */
@FunctionalInterface
public interface Piece {

    /**
     * Does it in a transaction, maybe several times with one effect.
     *
     * @return what is to be done next, in a transaction of its own
     */
    Optional<Piece> run(Handle handle);
}
