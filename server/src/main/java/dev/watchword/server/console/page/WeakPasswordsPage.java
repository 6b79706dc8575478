package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The list of weak passwords on hosts, as filters and a person's choice of columns leave it. */
public final class WeakPasswordsPage {

    /** The columns that one may choose, in their order. */
    private static final List<String> COLUMNS = List.of(
            "severity",
            "host",
            "account",
            "service",
            "weakness",
            "evidence",
            "age",
            "seen",
            "store",
            "suggestion",
            "state");

    /** What a column is called in the file; the host is known by its name there. */
    private static final Map<String, String> OF_FILE = Map.ofEntries(
            Map.entry("severity", "severity"),
            Map.entry("host", "host_name"),
            Map.entry("account", "user_name"),
            Map.entry("service", "service_type"),
            Map.entry("weakness", "weakness"),
            Map.entry("evidence", "desensitized_weak_passwords"),
            Map.entry("age", "first_seen_at"),
            Map.entry("seen", "last_seen_at"),
            Map.entry("store", "store"),
            Map.entry("suggestion", "suggestion"),
            Map.entry("state", "state"));

    private static final Set<String> USUAL =
            Set.of("severity", "host", "account", "service", "weakness", "evidence", "age");
    private static final String[] FILTERS = {
        "state", "severity", "service_type", "weakness", "host_id", "host_name", "user_name"
    };

    /** What asks for findings that the API must count one by one. */
    private static final List<String> NAMES = List.of("host_id", "host_name", "user_name");

    /** As many as the API gives in one file. */
    private static final int MOST_OF_FILE = 200_000;

    private WeakPasswordsPage() {}

    /**
     * What the template shows.
     *
     * @param project its id
     * @param filters what is asked for
     * @param columns all that one may choose
     * @param chosen those that are shown
     * @param findings this part of the list
     * @param paging where it stands
     * @param export the same as a file
     */
    public record View(
            String project,
            Filters filters,
            List<String> columns,
            Set<String> chosen,
            List<Finding> findings,
            Paging paging,
            Address export) {

        /** Words of the API to choose from. */
        public List<String> words(String filter) {
            return switch (filter) {
                case "severity" -> List.of("critical", "high", "medium", "low");
                case "state" -> List.of("open", "accepted", "fixed", "all");
                case "service_type" ->
                    List.of("system", "mysql", "redis", "tomcat", "ftp", "http", "snmp", "postgresql");
                default ->
                    List.of(
                            "empty",
                            "username",
                            "common",
                            "custom",
                            "derived",
                            "default",
                            "shared",
                            "policy",
                            "weak_scheme");
            };
        }

        /** The host that alone is asked for, as people call it. */
        public Optional<String> oneHost() {
            return Optional.of(filters.get("host_id"))
                    .filter(id -> !id.isEmpty())
                    .map(id -> findings.isEmpty() ? id : findings.getFirst().text("host_name"));
        }

        /** Whether a column is shown. */
        public boolean has(String column) {
            return chosen.contains(column);
        }
    }

    /** Shows it. */
    public static Answer show(Visit visit) {
        String project = visit.project();
        Filters filters = Filters.of(visit, FILTERS);
        Set<String> chosen = new TreeSet<>(visit.queries("column"));
        chosen.retainAll(COLUMNS);
        JsonNode list = visit.api()
                .get(filters.on(Address.of("/v1/watchword/{}/findings", project))
                        .with("limit", Paging.ASKED)
                        .with("count_up_to", Paging.COUNTED)
                        .with("after", visit.query("after"))
                        .with("before", visit.query("before")));
        List<Finding> findings =
                list.path("data_list").valueStream().map(Finding::of).toList();
        Address here = filters.on(Address.of("/console/projects/{}/weak-passwords", project));
        Address export = filters.on(Address.of("/console/projects/{}/weak-passwords/export", project));
        for (String column : chosen) {
            here = here.with("column", column);
            export = export.with("column", column);
        }
        View view = new View(
                project,
                filters,
                COLUMNS,
                chosen.isEmpty() ? USUAL : chosen,
                Paging.shown(visit, findings),
                Paging.beside(
                        visit,
                        here,
                        list.path("total_num").asLong(),
                        NAMES.stream().allMatch(name -> filters.get(name).isEmpty()),
                        findings),
                export);
        return visit.page("weak", visit.texts().of("weak.title"), view);
    }

    /** Gives what the filters leave as a file, which the API makes inert: the chosen columns, or all. Its name says so when it is not all. */
    public static Answer export(Visit visit) {
        Filters filters = Filters.of(visit, FILTERS);
        String columns = visit.queries("column").stream()
                .filter(OF_FILE::containsKey)
                .map(OF_FILE::get)
                .collect(Collectors.joining(","));
        Answer file = visit.api()
                .file(filters.on(Address.of("/v1/watchword/{}/findings/export", visit.project()))
                        .with("columns", columns)
                        .with("export_size", MOST_OF_FILE));
        boolean complete = Boolean.parseBoolean(file.headers().getOrDefault("X-Watchword-Complete", "false"));
        return complete ? file : file.header("Content-Disposition", "attachment; filename=\"findings-incomplete.csv\"");
    }
}
