package dev.watchword.server.authentication;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.watchword.server.http.Json;
import java.util.Optional;

/**
 * Which services there are and where, in the form of Keystone's catalogue. All are this server.
 *
 * <p>Clients put their paths behind an entry's address, so it ends where theirs begin. keystoneauth and gophercloud's
 * descendants ask {@code identity} for {@code …/v3}; those of a project are asked with the project in the address
 * ({@code …/v5/{id}}, {@code …/v1/{id}}), as the vendor's own catalogue has it. A token without a project lists none of
 * those, as Keystone does. The vendor's default project is named like its region, and its further ones
 * {@code region_name}: that is where the region comes from by which clients filter.
 */
final class Catalog {

    private Catalog() {}

    static ArrayNode of(String endpoint, Optional<Accounts.Project> project) {
        String region = project.map(Catalog::region).orElse("*");
        ArrayNode services = Json.array();
        add(services, "identity", "keystone", endpoint + "/v3", region);
        add(services, "iam", "iam", endpoint + "/v5", region);
        add(services, "sts", "sts", endpoint + "/v5", region);
        project.ifPresent(in -> {
            add(services, "hss", "hss", endpoint + "/v5/" + in.id(), region);
            add(services, "ecs", "ecs", endpoint + "/v1/" + in.id(), region);
        });
        return services;
    }

    private static String region(Accounts.Project project) {
        int end = project.name().indexOf('_');
        return end > 0 ? project.name().substring(0, end) : project.name();
    }

    private static void add(ArrayNode services, String type, String name, String url, String region) {
        var service = services.addObject()
                .put("id", "service-" + type)
                .put("name", name)
                .put("type", type);
        service.putArray("endpoints")
                .addObject()
                .put("id", "endpoint-" + type)
                .put("interface", "public")
                .put("region", region)
                .put("region_id", region)
                .put("url", url);
    }
}
