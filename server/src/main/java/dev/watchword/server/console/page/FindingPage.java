package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** One finding: what was found, how to mend it, what happened to it, and what one may do. */
public final class FindingPage {

    /** The list looks for parts of names of this length at the most. */
    private static final int LONGEST_NAME = 256;

    /** Of its history, the newest. */
    private static final int EVENTS = 200;

    /** So many accounts with a part of the name are asked for at once, and so many are looked at. */
    private static final int ACCOUNTS = 200;

    private static final int MOST_ACCOUNTS = 10_000;

    private FindingPage() {}

    /**
     * What the template shows.
     *
     * @param project its id
     * @param finding what was found
     * @param tested how far the account was tested, none when the last scan did not tell
     * @param history what happened, oldest first
     * @param error what is wrong with the form, {@code ""} for nothing
     * @param tomorrow the first day on which an acceptance may end, e.g. {@code 2026-11-22}
     * @param latest the last one
     * @param given what the form held
     */
    public record View(
            String project,
            Finding finding,
            List<Row> tested,
            List<Row> history,
            String error,
            String tomorrow,
            String latest,
            Given given) {

        /** The page itself, below which its forms are. */
        public String here() {
            return finding.address(project);
        }
    }

    /**
     * What a form to accept held.
     *
     * @param reason why
     * @param owner who answers for it
     * @param until the day on which it ends
     */
    public record Given(String reason, String owner, String until) {}

    /** Shows it. */
    public static Answer show(Visit visit) {
        return page(visit, 200, "", new Given("", "", ""));
    }

    /** Accepts it until the end of a day. */
    public static Answer accept(Visit visit) {
        FormBody form = visit.form();
        Given given = new Given(form.text("reason").strip(), form.text("owner").strip(), form.text("until"));
        long end;
        try {
            end = LocalDate.parse(given.until())
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    - 1;
        } catch (DateTimeException | ArithmeticException none) {
            return page(visit, 400, visit.texts().of("finding.noDay"), given);
        }
        ObjectNode body = Json.object();
        body.put("reason", given.reason()).put("owner", given.owner()).put("expires_at", end);
        try {
            visit.api().send(Verb.POST, acceptance(visit), body);
        } catch (ApiRefusal refusal) {
            if (refusal.status() != 400) {
                throw refusal;
            }
            return page(visit, 400, refusal.message(), given);
        }
        return visit.done(here(visit), "accepted");
    }

    /** Takes its acceptance back. */
    public static Answer withdraw(Visit visit) {
        visit.api().send(Verb.DELETE, acceptance(visit));
        return visit.done(here(visit), "withdrawn");
    }

    private static Answer page(Visit visit, int status, String error, Given given) {
        String project = visit.project();
        String host = visit.path("host_id");
        String id = visit.path("finding_id");
        Finding finding = visit.api()
                .get(Address.of("/v1/watchword/{}/findings", project)
                        .with("host_id", host)
                        .with("finding_id", id)
                        .with("state", "all"))
                .path("data_list")
                .valueStream()
                .map(Finding::of)
                .findFirst()
                .orElseThrow(visit::notFound);
        Address events = Address.of("/v1/watchword/{}/hosts/{}/findings/{}/history", project, host, id)
                .with("limit", EVENTS);
        JsonNode history = visit.api().get(events);
        long before = history.path("total_num").asLong() - EVENTS;
        if (before > 0) {
            // the oldest come first, and what happened last is asked for
            history = visit.api().get(events.with("offset", before));
        }
        LocalDate today = LocalDate.ofInstant(visit.call().at(), ZoneOffset.UTC);
        View view = new View(
                project,
                finding,
                tested(visit, finding.json()),
                Row.of(history),
                error,
                today.plusDays(1).toString(),
                today.plusDays(365).toString(),
                given);
        return visit.page(status, "finding", visit.texts().of("finding.title", finding.text("user_name")), view);
    }

    /** The API looks for a part of a name, so there may be many before the one that is meant. */
    private static List<Row> tested(Visit visit, JsonNode finding) {
        String user = finding.path("user_name").asText();
        Address accounts = Address.of("/v1/watchword/{}/coverage/accounts", visit.project())
                .with("host_id", visit.path("host_id"))
                .with("user_name", user.length() > LONGEST_NAME ? "" : user)
                .with("limit", ACCOUNTS);
        for (int offset = 0; offset < MOST_ACCOUNTS; offset += ACCOUNTS) {
            List<Row> some = Row.of(visit.api().get(accounts.with("offset", offset)));
            List<Row> meant = some.stream()
                    .filter(account -> Stream.of("service_type", "store", "user_name")
                            .allMatch(part -> account.json().path(part).equals(finding.path(part))))
                    .limit(1)
                    .toList();
            if (!meant.isEmpty() || some.size() < ACCOUNTS) {
                return meant;
            }
        }
        return List.of();
    }

    private static Address here(Visit visit) {
        return Address.of(
                "/console/projects/{}/hosts/{}/findings/{}",
                visit.project(),
                visit.path("host_id"),
                visit.path("finding_id"));
    }

    private static Address acceptance(Visit visit) {
        return Address.of(
                "/v1/watchword/{}/hosts/{}/findings/{}/acceptance",
                visit.project(),
                visit.path("host_id"),
                visit.path("finding_id"));
    }
}
