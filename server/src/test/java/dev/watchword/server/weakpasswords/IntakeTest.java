package dev.watchword.server.weakpasswords;

import static dev.watchword.server.weakpasswords.Fleet.weak;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.ApiError;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntakeTest {

    private static final ScanReport.Store SHADOW = new ScanReport.Store("/etc/shadow", "system", "");
    private static final ScanReport.Store CUT = new ScanReport.Store("/etc/shadow", "system", "it is too large");
    private static final ScanReport.Store REDIS = new ScanReport.Store("/etc/redis.conf", "redis", "");

    @ParameterizedTest
    @EnumSource
    void followsAFindingFromFoundToFixedAndBack(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.report("h1", fleet.scan(weak("root").found()));
            assertEquals(List.of("root common open 0"), findings(api));
            api.clock().move(Duration.ofDays(1));
            fleet.report("h1", fleet.scan());
            assertEquals(List.of("root common fixed 0"), findings(api));
            api.clock().move(Duration.ofDays(1));
            fleet.report("h1", fleet.scan(weak("root").because("custom").found()));
            assertEquals(List.of("root custom open 1"), findings(api));
            assertEquals(List.of("found", "fixed", "came_back"), events(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesTheSameReportOnce(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            ScanReport first = fleet.scan(weak("root").found());
            fleet.report("h1", first);
            api.clock().move(Duration.ofDays(1));
            fleet.report("h1", fleet.scan());
            fleet.report("h1", first);
            assertEquals(List.of("root common fixed 0"), findings(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void speaksOnlyForTheStoresThatWereReadToTheirEnd(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.report("h1", fleet.scan(weak("root").found()));
            api.clock().move(Duration.ofHours(1));
            fleet.report("h1", fleet.scan(List.of(REDIS)));
            fleet.report("h1", fleet.scan(List.of(CUT), weak("ann").found()));
            assertEquals(List.of("ann common open 0", "root common open 0"), findings(api));
            fleet.report("h1", fleet.scan(List.of(SHADOW), weak("ann").found()));
            assertEquals(List.of("ann common open 0", "root common fixed 0"), findings(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ignoresWhatAnOlderReportSaysOfAStore(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            long now = api.parts().now();
            fleet.report("h1", fleet.scanAt(now, List.of(SHADOW)));
            fleet.report(
                    "h1", fleet.scanAt(now - 1, List.of(SHADOW), weak("root").found()));
            assertEquals(List.of(), findings(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void believesNoReportFromTheFuture(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.report(
                    "h1",
                    fleet.scanAt(Long.MAX_VALUE, List.of(SHADOW), weak("root").found()));
            api.clock().move(Duration.ofMillis(1));
            fleet.report("h1", fleet.scan());
            assertEquals(List.of("root common fixed 0"), findings(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheWorstOfSeveralPasswordsOfOneAccount(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.report(
                    "h1",
                    fleet.scan(
                            weak("root").severity("high").found(),
                            weak("root")
                                    .severity("critical")
                                    .because("username")
                                    .found(),
                            weak("root").because("weak_scheme").severity("low").found()));
            assertEquals(List.of("root username open 0", "root weak_scheme open 0"), findings(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTextThatNoDatabaseTakes(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.report("h1", fleet.scan(weak("a\0b\uD800").found()));
            assertEquals(List.of("a\uFFFDb\uFFFD common open 0"), findings(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatNoAgentSends(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            for (Fleet.Weak bad : List.of(
                    weak("root").because("boring"),
                    weak("root").severity("urgent"),
                    weak("root").state("asleep"),
                    weak("root").in("system", "/other"),
                    weak("r".repeat(ReportCheck.USER_NAME + 1)),
                    weak("root").masked("*".repeat(ReportCheck.MASK + 1)),
                    weak("root").suggesting("x".repeat(ReportCheck.FREE_TEXT + 1)),
                    weak("root").changedAt(-1),
                    weak("root").marked("XYZ"))) {
                assertEquals(
                        "WW.0001", refused(fleet, "h1", fleet.scan(bad.found())).code(), bad.toString());
            }
            fleet.report(
                    "h1",
                    fleet.scan(weak("r".repeat(ReportCheck.USER_NAME))
                            .masked("*".repeat(ReportCheck.MASK))
                            .found()));
            assertEquals(1, findings(api).size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesMoreThanItCanHold(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            List<ScanReport.Finding> many =
                    Collections.nCopies(ReportCheck.FINDINGS + 1, weak("root").found());
            ScanReport report = new ScanReport("s", 0, 0, List.of(SHADOW), List.of(), many, List.of());
            assertEquals("WW.0001", refused(fleet, "h1", report).code());
            ScanReport most = new ScanReport(
                    "s", 0, 0, List.of(SHADOW), List.of(), many.subList(0, ReportCheck.FINDINGS), List.of());
            fleet.report("h1", most);
            assertEquals(List.of("root common open 0"), findings(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesReportsOfUnknownAndRetiredHosts(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            api.parts().database().change(handle -> handle.execute("update host set retired_at = 1"));
            assertEquals("WW.0004", refused(fleet, "h1", fleet.scan()).code());
            assertEquals("WW.0004", refused(fleet, "h2", fleet.scan()).code());
        }
    }

    private static ApiError refused(Fleet fleet, String host, ScanReport report) {
        return assertThrows(ApiError.class, () -> fleet.report(host, report));
    }

    private static List<String> findings(TestApi api) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery(
                                "select user_name, weakness, fixed_at is null as is_open, came_back from finding"
                                        + " order by user_name, weakness")
                        .map((row, context) -> row.getString("user_name") + " " + row.getString("weakness")
                                + (row.getBoolean("is_open") ? " open " : " fixed ") + row.getInt("came_back"))
                        .list());
    }

    private static List<String> events(TestApi api) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select kind from finding_event order by finding_id, sequence")
                        .mapTo(String.class)
                        .list());
    }
}
