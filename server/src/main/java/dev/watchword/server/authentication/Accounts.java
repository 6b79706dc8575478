package dev.watchword.server.authentication;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Accounts and their projects as they are stored, in the caller's own transaction. */
final class Accounts {

    private Accounts() {}

    /**
     * @param id 32 hexadecimal digits
     * @param name unique in the account
     */
    record Project(String id, String name) {}

    static String domainName(Handle handle, String domainId) {
        return handle.createQuery("select name from domain where id = :id")
                .bind("id", domainId)
                .mapTo(String.class)
                .one();
    }

    static Optional<String> domainId(Handle handle, String name) {
        return handle.createQuery("select id from domain where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    /** Whether the project is one of the account's. */
    static boolean owns(Handle handle, String domainId, String projectId) {
        return projects(handle, domainId).stream()
                .anyMatch(project -> project.id().equals(projectId));
    }

    /** The account's projects, by their age. */
    static List<Project> projects(Handle handle, String domainId) {
        return handle.createQuery("select id, name from project where domain_id = :domainId order by created_at, id")
                .bind("domainId", domainId)
                .map((row, context) -> new Project(row.getString("id"), row.getString("name")))
                .list();
    }
}
