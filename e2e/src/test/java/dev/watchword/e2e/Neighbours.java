package dev.watchword.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Random;

/**
 * Who else lives on a server: a second project of its account, and a second account with a project and a root user of
 * its own. No call of the API makes them, so they are put into the database. The other root user has the first one's
 * password.
 *
 * @param secondProject of the first account
 * @param otherDomain the second account
 * @param otherDomainName its name
 * @param otherProject its project
 */
record Neighbours(String secondProject, String otherDomain, String otherDomainName, String otherProject) {

    private static final Random RANDOM = new Random();

    /** Moves them in. */
    static Neighbours of(ServedWatchword served) {
        Neighbours neighbours = new Neighbours(hex(), hex(), "neighbour", hex());
        String domain = served.bootstrap().domainId();
        try (Connection connection = DriverManager.getConnection(served.database())) {
            execute(connection, "insert into project values (?, ?, 'second', 0)", neighbours.secondProject, domain);
            execute(
                    connection,
                    "insert into domain values (?, ?, 0)",
                    neighbours.otherDomain,
                    neighbours.otherDomainName);
            execute(
                    connection,
                    "insert into project values (?, ?, 'theirs', 0)",
                    neighbours.otherProject,
                    neighbours.otherDomain);
            execute(
                    connection,
                    "insert into iam_user (id, domain_id, name, description, enabled, root, created_at, password_hash,"
                            + " password_set_at, password_reset_required, profile_created_at)"
                            + " select ?, ?, 'landlord', '', true, true, 0, password_hash, password_set_at, false, 0"
                            + " from iam_user where domain_id = ? and root",
                    hex(),
                    neighbours.otherDomain,
                    domain);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return neighbours;
    }

    /** The other account's root user, by a token for its project. */
    Api other(ServedWatchword served) {
        Reply reply = served.api()
                .login(otherDomainName, "landlord", served.bootstrap().password(), otherProject)
                .expect(201);
        return served.api()
                .as(new Credential.Token(reply.header("X-Subject-Token").orElseThrow()));
    }

    /** The first account's root user, by a token for the second project. */
    Api second(ServedWatchword served) {
        Bootstrap bootstrap = served.bootstrap();
        Reply reply = served.api()
                .login(bootstrap.domainName(), bootstrap.userName(), bootstrap.password(), secondProject)
                .expect(201);
        return served.api()
                .as(new Credential.Token(reply.header("X-Subject-Token").orElseThrow()));
    }

    static void execute(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String hex() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
