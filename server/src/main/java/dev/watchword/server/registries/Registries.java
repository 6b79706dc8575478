package dev.watchword.server.registries;

import dev.watchword.protocol.RegistryLogin;
import dev.watchword.server.secrets.AtRest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of registries, in the caller's own transaction. Safe for use by many threads. */
public final class Registries {

    private static final String COLUMNS = "select id, project_id, enterprise_project_id, name, host, image_type,"
            + " registry_type, instance_id, plain_http, private_addresses, allowed_hosts, authority,"
            + " login is not null as has_login, created_at, last_used_at from registry where project_id = :projectId";

    private final AtRest atRest;

    public Registries(AtRest atRest) {
        this.atRest = atRest;
    }

    /** One of the project's. */
    public Optional<Registry> find(Handle handle, String projectId, String id) {
        return handle.createQuery(COLUMNS + " and id = :id")
                .bind("projectId", projectId)
                .bind("id", id)
                .map((row, context) -> registry(row))
                .findOne();
    }

    /** Those of the project, by name. */
    public List<Registry> all(Handle handle, String projectId) {
        return handle.createQuery(COLUMNS + " order by name, id")
                .bind("projectId", projectId)
                .map((row, context) -> registry(row))
                .list();
    }

    /** Whether another registry of the project has the name. */
    boolean isTaken(Handle handle, Registry registry) {
        return handle.createQuery("select count(*) from registry where project_id = :projectId and name = :name"
                                + " and id <> :id")
                        .bindMethods(registry)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    int count(Handle handle, String projectId) {
        return handle.createQuery("select count(*) from registry where project_id = :projectId")
                .bind("projectId", projectId)
                .mapTo(Integer.class)
                .one();
    }

    /** Adds or changes one; its login stays as it is. */
    void put(Handle handle, Registry registry) {
        handle.createUpdate("insert into registry (id, project_id, enterprise_project_id, name, host, image_type,"
                        + " registry_type, instance_id, plain_http, private_addresses, allowed_hosts, authority,"
                        + " created_at, last_used_at) values (:id, :projectId, :enterpriseProjectId, :name, :host,"
                        + " :imageType, :registryType, :instanceId, :plainHttp, :privateAddresses, :hosts, :authority,"
                        + " :createdAt, :lastUsedAt) on conflict (id) do update set"
                        + " enterprise_project_id = excluded.enterprise_project_id, name = excluded.name,"
                        + " host = excluded.host, image_type = excluded.image_type,"
                        + " registry_type = excluded.registry_type, instance_id = excluded.instance_id,"
                        + " plain_http = excluded.plain_http, private_addresses = excluded.private_addresses,"
                        + " allowed_hosts = excluded.allowed_hosts, authority = excluded.authority")
                .bindMethods(registry)
                .bind("hosts", String.join("\n", registry.allowedHosts()))
                .execute();
    }

    /** Keeps a login in the place of the former one. */
    void setLogin(Handle handle, String id, RegistryLogin login) {
        handle.createUpdate("update registry set login = :login where id = :id")
                .bind("id", id)
                .bind("login", atRest.seal(place(id), login.toBytes()))
                .execute();
    }

    /** Forgets the login. */
    void dropLogin(Handle handle, String id) {
        handle.createUpdate("update registry set login = null where id = :id")
                .bind("id", id)
                .execute();
    }

    /** How to log in. */
    public Optional<RegistryLogin> login(Handle handle, String id) {
        return handle.createQuery("select login from registry where id = :id and login is not null")
                .bind("id", id)
                .map((row, context) -> row.getBytes("login"))
                .findOne()
                .flatMap(bytes -> RegistryLogin.parse(atRest.open(place(id), bytes)));
    }

    /** Remembers that a scanner is sent there. */
    public void used(Handle handle, String id, long now) {
        handle.createUpdate("update registry set last_used_at = :now where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    /** Deletes one, with its schedules; what was found in its images stays. */
    void delete(Handle handle, String id) {
        handle.createUpdate("update image set registry_id = '' where registry_id = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("delete from registry where id = :id")
                .bind("id", id)
                .execute();
    }

    private static String place(String id) {
        return "registry/login/" + id;
    }

    private static Registry registry(ResultSet row) throws SQLException {
        String hosts = row.getString("allowed_hosts");
        return new Registry(
                row.getString("id"),
                row.getString("project_id"),
                row.getString("enterprise_project_id"),
                row.getString("name"),
                row.getString("host"),
                row.getString("image_type"),
                row.getString("registry_type"),
                row.getString("instance_id"),
                row.getBoolean("plain_http"),
                row.getBoolean("private_addresses"),
                hosts.isEmpty() ? List.of() : List.of(hosts.split("\n")),
                row.getString("authority"),
                row.getBoolean("has_login"),
                row.getLong("created_at"),
                row.getLong("last_used_at"));
    }
}
