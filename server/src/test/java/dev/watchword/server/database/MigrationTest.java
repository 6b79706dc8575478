package dev.watchword.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an older server kept is still there after the newer one has started. */
class MigrationTest {

    @ParameterizedTest
    @EnumSource
    void keepsTheImagesOfRegistries(Dialect dialect) throws IOException {
        String url = TestDatabase.emptyUrl(dialect);
        bringTo("092", url, dialect);
        Jdbi.create(url).useHandle(handle -> {
            handle.execute("insert into domain values ('d', 'n', 0)");
            handle.execute("insert into project values ('p', 'd', 'n', 0)");
            handle.execute("insert into registry (id, project_id, enterprise_project_id, name, host, image_type,"
                    + " registry_type, instance_id, plain_http, private_addresses, allowed_hosts, authority, created_at,"
                    + " last_used_at) values ('r', 'p', '0', 'n', 'r.example', 'registry', 'Harbor', '', false, false,"
                    + " '', '', 0, 0)");
            image(handle, "now", "r", "", 2);
            image(handle, "before", "r", "i-1", 1);
            image(handle, "deleted", "", "i-2", 3);
        });
        try (Database database = Database.open(url)) {
            assertEquals(
                    List.of("before//r.example", "deleted//", "now/r/r.example"),
                    rows(database, "select id || '/' || registry_id || '/' || registry_host from image order by id"));
            assertEquals(
                    List.of("before/before/w", "deleted/deleted/w", "now/now/w"),
                    rows(
                            database,
                            "select image || '/' || user_name || '/' || word from image_finding order by image"));
            assertEquals(
                    List.of("before", "deleted", "now"),
                    rows(database, "select image from image_password_rules where minimum_length = 8 order by image"));
            database.change(handle -> handle.execute("delete from image where id = 'now'"));
            assertEquals(
                    List.of("before", "deleted"), rows(database, "select image from image_finding order by image"));
            assertEquals(
                    List.of("before", "deleted"),
                    rows(database, "select image from image_password_rules order by image"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsTheFindingsThatAreThere(Dialect dialect) throws IOException {
        String url = TestDatabase.emptyUrl(dialect);
        bringTo("100", url, dialect);
        Jdbi.create(url).useHandle(handle -> {
            handle.execute("insert into domain values ('d', 'n', 0)");
            handle.execute("insert into project values ('p', 'd', 'n', 0)");
            for (String host : List.of("h1", "h2")) {
                handle.execute(
                        "insert into host values (?, 'p', '0', ?, ?, '', '', '', 'Linux', '', '', '', '', '', '', 0, 0, null)",
                        host,
                        host,
                        host);
            }
            finding(handle, "h1", "a", "common", 86_400_000L * 3 + 5, null);
            finding(handle, "h1", "b", "common", 86_400_000L * 3 + 6, null);
            finding(handle, "h2", "a", "empty", 0, null);
            finding(handle, "h2", "b", "common", 86_400_000L, 86_400_001L);
            event(handle, "h1", 1, 86_400_000L * 3 + 5, "found");
            event(handle, "h1", 2, 86_400_000L * 3 + 6, "accepted");
            event(handle, "h2", 1, 86_400_000L, "found");
            event(handle, "h2", 2, 86_400_001L, "fixed");
        });
        try (Database database = Database.open(url)) {
            assertEquals(
                    List.of(
                            "p/closed 1/1",
                            "p/day 0/1",
                            "p/day 3/2",
                            "p/ended 2 system common/1",
                            "p/make 8 1 1 common/2",
                            "p/make 8 1 1 empty/1",
                            "p/open 2 system common/2",
                            "p/open 2 system empty/1",
                            "p/opened 1/1",
                            "p/opened 3/1"),
                    rows(
                            database,
                            "select project_id || '/' || subject || '/' || number from finding_count order by subject"));
            assertEquals(
                    List.of("h1/61", "h2/94"),
                    rows(
                            database,
                            "select host_id || '/' || length(numbers) from host_finding_count order by host_id"));
            assertEquals(
                    List.of("p/h1/3", "p/h2/3"),
                    rows(
                            database,
                            "select project_id || '/' || host_id || '/' || length(names) from host_user_names"
                                    + " where names in ('a\nb', 'b\na') order by host_id"));
        }
    }

    private static void finding(
            Handle handle, String host, String id, String weakness, long firstSeenAt, @Nullable Long fixedAt) {
        handle.createUpdate("insert into finding (host_id, id, project_id, service_type, store_id, store, user_name,"
                        + " user_folded, state, weakness, listed, severity, masked, suggestion, password_changed_at, length,"
                        + " classes, longest_run, first_seen_at, last_seen_at, fixed_at, came_back, events, shared_group)"
                        + " values (:host, :id, 'p', 'system', 's', '/etc/shadow', :id, :id, 'usable', :weakness, :listed,"
                        + " 2, '', '', 0, 8, 1, 1, :first, :first, :fixed, 0, 0, '')")
                .bind("host", host)
                .bind("id", id)
                .bind("weakness", weakness)
                .bind("listed", true)
                .bind("first", firstSeenAt)
                .bind("fixed", fixedAt)
                .execute();
    }

    private static void event(Handle handle, String host, int sequence, long at, String kind) {
        handle.execute(
                "insert into finding_event (host_id, finding_id, project_id, at, sequence, kind, weakness, actor, detail)"
                        + " values (?, 'b', 'p', ?, ?, ?, '', '', '')",
                host,
                at,
                sequence,
                kind);
    }

    private static void image(Handle handle, String id, String registry, String instance, long at) {
        handle.execute(
                "insert into image (id, project_id, enterprise_project_id, image_type, registry_type, instance_id,"
                        + " namespace, name, version, image_id, namespace_folded, name_folded, version_folded, scan_id,"
                        + " latest_scan_time, incomplete, registry_id, scanner) values (?, 'p', '0', 'registry', 'Harbor',"
                        + " ?, 'shop', 'web', '1.0', 'sha256:1', 'shop', 'web', '1.0', 's', ?, '', ?, 'a')",
                id,
                instance,
                at,
                registry);
        handle.execute(
                "insert into image_finding (id, image, service_type, user_name, user_name_folded, store, state, weakness,"
                        + " severity, masked, suggestion, password_changed_at, layer, listed, locked, word) values (?, ?,"
                        + " 'system', ?, ?, '/etc/shadow', 'usable', 'common', 'high', '*', '', 0, '', true, false, 'w')",
                id,
                id,
                id,
                id);
        handle.execute("insert into image_password_rules values (?, 8, 1, 1, 1, 1)", id);
    }

    private static List<String> rows(Database database, String sql) {
        return database.read(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private static void bringTo(String version, String url, Dialect dialect) {
        Flyway.configure()
                .dataSource(url, null, null)
                .placeholders(dialect.placeholders())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
