package dev.watchword.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A scan's report, as a reader of its JSON sees it. */
record JsonScan(JsonNode json) {

    /** What a scan says of a password, without the findings that are about its storage alone. */
    List<JsonNode> passwordFindings() {
        return items("findings")
                .filter(finding -> !text(finding, "weakness").equals("weak_scheme"))
                .toList();
    }

    List<JsonNode> passwordFindings(String service, String user) {
        return passwordFindings().stream()
                .filter(finding -> belongs(finding, service, user))
                .toList();
    }

    /** The accounts of a name: one for each of its stored passwords. */
    List<JsonNode> accounts(String service, String user) {
        return items("accounts")
                .filter(account -> belongs(account, service, user))
                .toList();
    }

    /** The state of the one account of this name. */
    String state(String service, String user) {
        List<String> states = accounts(service, user).stream()
                .map(account -> text(account, "state"))
                .distinct()
                .toList();
        if (states.size() != 1) {
            throw new AssertionError(service + " " + user + " has the states " + states);
        }
        return states.getFirst();
    }

    List<String> incomplete() {
        return items("incomplete").map(item -> text(item, "reason")).toList();
    }

    List<String> diagnostics() {
        return items("diagnostics").map(item -> text(item, "reason")).toList();
    }

    long hashes() {
        return json.path("coverage").path("hashes_computed").longValue();
    }

    boolean budgetEnded() {
        return json.path("coverage").path("budget_ended").booleanValue();
    }

    static String text(JsonNode node, String field) {
        return node.path(field).textValue();
    }

    private Stream<JsonNode> items(String field) {
        return StreamSupport.stream(json.path(field).spliterator(), false);
    }

    private static boolean belongs(JsonNode node, String service, String user) {
        return text(node, "service_type").equals(service)
                && text(node, "user_name").equals(user);
    }
}
