package dev.watchword.server.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of tokens, in the caller's own transaction. Safe for use by many threads. */
final class EnrolmentTokens {

    private static final String COLUMNS =
            "select id, project_id, enterprise_project_id, host_group_id, role, replaces, created_by,"
                    + " created_at, expires_at, withdrawn_at, used_by from enrolment_token ";

    void add(Handle handle, EnrolmentToken token, String digest) {
        handle.createUpdate("insert into enrolment_token (id, digest, project_id, enterprise_project_id, host_group_id,"
                        + " role, replaces, created_by, created_at, expires_at) values (:id, :digest, :projectId, :enterpriseProjectId,"
                        + " :hostGroupId, :role, :replaces, :createdBy, :createdAt, :expiresAt)")
                .bind("id", token.id())
                .bind("digest", digest)
                .bind("projectId", token.projectId())
                .bind("enterpriseProjectId", token.enterpriseProjectId())
                .bind("hostGroupId", token.hostGroupId())
                .bind("role", token.role())
                .bind("replaces", token.replaces())
                .bind("createdBy", token.createdBy())
                .bind("createdAt", token.createdAt())
                .bind("expiresAt", token.expiresAt())
                .execute();
    }

    /** The token with this digest, whatever became of it. */
    Optional<EnrolmentToken> byDigest(Handle handle, String digest) {
        return handle.createQuery(COLUMNS + "where digest = :digest")
                .bind("digest", digest)
                .map((row, context) -> token(row))
                .findOne();
    }

    /** Uses a token up; the serialisable transaction lets one caller do that. */
    void use(Handle handle, EnrolmentToken token, String agentId, long now) {
        handle.createUpdate("update enrolment_token set used_at = :now, used_by = :agentId where id = :id")
                .bind("id", token.id())
                .bind("agentId", agentId)
                .bind("now", now)
                .execute();
    }

    /**
     * Takes a token back, unless it was used.
     *
     * @return whether the project has such a token
     */
    boolean withdraw(Handle handle, String projectId, String id, long now) {
        handle.createUpdate("update enrolment_token set withdrawn_at = :now where id = :id and project_id = :projectId"
                        + " and used_at is null and withdrawn_at is null")
                .bind("id", id)
                .bind("projectId", projectId)
                .bind("now", now)
                .execute();
        return handle.createQuery("select count(*) from enrolment_token where id = :id and project_id = :projectId")
                        .bind("id", id)
                        .bind("projectId", projectId)
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    long count(Handle handle, String projectId) {
        return handle.createQuery("select count(*) from enrolment_token where project_id = :projectId")
                .bind("projectId", projectId)
                .mapTo(Long.class)
                .one();
    }

    /** The tokens of a project, the newest first. */
    List<EnrolmentToken> page(Handle handle, String projectId, int limit, int offset) {
        return handle.createQuery(COLUMNS + "where project_id = :projectId order by created_at desc, id"
                        + " limit :limit offset :offset")
                .bind("projectId", projectId)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> token(row))
                .list();
    }

    private static EnrolmentToken token(ResultSet row) throws SQLException {
        row.getLong("withdrawn_at");
        boolean withdrawn = !row.wasNull();
        return new EnrolmentToken(
                row.getString("id"),
                row.getString("project_id"),
                row.getString("enterprise_project_id"),
                row.getString("host_group_id"),
                row.getString("role"),
                row.getString("replaces"),
                row.getString("created_by"),
                row.getLong("created_at"),
                row.getLong("expires_at"),
                withdrawn,
                Optional.ofNullable(row.getString("used_by")));
    }
}
