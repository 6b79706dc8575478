package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a user may do: every permission there is, whether they have it, and why. */
public final class PermissionsPage {

    private PermissionsPage() {}

    /**
     * What the template shows.
     *
     * @param back the user's page, {@code ""} for one's own permissions, which are shown without reasons
     * @param root whether it is the root user
     * @param filters what is asked for
     * @param services the permissions by their service, e.g. {@code iam}
     * @param counts how many there are of each verdict
     */
    public record View(
            String back, boolean root, Filters filters, Map<String, List<Row>> services, Map<String, Long> counts) {

        /** What a permission may be. */
        public List<String> verdicts() {
            return List.of("allowed", "partly", "denied", "none");
        }

        /** Why a permission is as it is. */
        public List<Row> reasons(Row permission) {
            return Lists.of(permission, "reasons");
        }

        /** Through which groups a policy speaks of the user. */
        public List<String> groups(Row reason) {
            return WordHistory.texts(reason.json().path("groups"));
        }
    }

    /** Of a user. */
    public static Answer show(Visit visit) {
        String id = visit.path("user_id");
        JsonNode json = visit.api().get(Address.of("/v1/watchword/users/{}/permissions", id));
        String name = new Row(visit.api().get(Address.of("/v1/watchword/users/{}", id))).text("user_name");
        return page(
                visit,
                visit.texts().of("permissions.of", name),
                UserPage.here(id).toString(),
                json.path("is_root_user").asBoolean(),
                json);
    }

    /** Of the viewer. */
    public static Answer own(Visit visit) {
        JsonNode json = visit.api().get(Address.of("/v1/watchword/own-permissions"));
        return page(
                visit,
                visit.texts().of("permissions.own"),
                "",
                visit.call().caller().root(),
                json);
    }

    /** The text of an action in the file {@code actions}. */
    public static String key(String action) {
        return "actions." + action.replace(':', '-');
    }

    private static Answer page(Visit visit, String title, String back, boolean root, JsonNode json) {
        Filters filters = Filters.of(visit, "verdict");
        List<Row> all = json.path("permissions").valueStream().map(Row::new).toList();
        Map<String, List<Row>> services = all.stream()
                .filter(row -> filters.get("verdict").isEmpty() || filters.is("verdict", row.text("verdict")))
                .collect(Collectors.groupingBy(
                        row -> row.text("action").replaceFirst(":.*", ""), TreeMap::new, Collectors.toList()));
        Map<String, Long> counts =
                all.stream().collect(Collectors.groupingBy(row -> row.text("verdict"), Collectors.counting()));
        return visit.page("permissions", title, new View(back, root, filters, services, counts));
    }
}
