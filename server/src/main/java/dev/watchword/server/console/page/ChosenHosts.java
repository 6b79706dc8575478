package dev.watchword.server.console.page;

import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Shown;
import dev.watchword.server.console.Visit;
import java.util.ArrayList;
import java.util.List;

/**
 * The hosts that somebody chose, each once, in the order of the choice.
 *
 * @param hosts all of them
 */
public record ChosenHosts(List<Host> hosts) {

    /** More are asked for by calls. */
    static final int MOST = 50;

    /**
     * A host.
     *
     * @param id of the API
     * @param name for people; the id when the host is not known, or is not the user's to see
     */
    public record Host(String id, String name) {}

    /** Those of these ids. Names help, and no more: without the permission to list them the ids do. */
    static ChosenHosts of(Visit visit, List<String> chosen) {
        List<String> ids = chosen.stream().distinct().toList();
        List<Host> hosts = new ArrayList<>();
        boolean named = ids.size() <= MOST;
        for (String id : ids) {
            String name = "";
            try {
                name = named ? name(visit, id) : "";
            } catch (ApiRefusal refusal) {
                named = false;
            }
            hosts.add(new Host(id, name.isEmpty() ? Shown.text(id) : name));
        }
        return new ChosenHosts(List.copyOf(hosts));
    }

    private static String name(Visit visit, String id) {
        return Row.of(visit.api()
                        .get(Address.of("/v1/watchword/{}/coverage/hosts", visit.project())
                                .with("host_id", id)
                                .with("limit", 10)))
                .stream()
                .map(row -> row.text("host_name"))
                .findFirst()
                .orElse("");
    }

    /** Whether one form can speak of them. */
    boolean fit() {
        return !hosts.isEmpty() && hosts.size() <= MOST;
    }
}
