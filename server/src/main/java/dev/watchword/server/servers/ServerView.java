package dev.watchword.server.servers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A server in the form of ECS v1, every field with the type that the vendor's client libraries insist on. What a machine
 * without a hypervisor does not have (disks, keys, a flavour) is empty, and {@code "0"} where clients read a number from
 * text.
 */
final class ServerView {

    private static final String[] EMPTY_TEXTS = {
        "hostId",
        "OS-EXT-SRV-ATTR:host",
        "OS-EXT-SRV-ATTR:hypervisor_hostname",
        "OS-EXT-SRV-ATTR:instance_name",
        "OS-EXT-SRV-ATTR:kernel_id",
        "OS-EXT-SRV-ATTR:ramdisk_id",
        "OS-EXT-SRV-ATTR:reservation_id",
        "OS-EXT-SRV-ATTR:root_device_name",
        "OS-EXT-SRV-ATTR:user_data",
        "OS-EXT-AZ:availability_zone",
        "OS-DCF:diskConfig",
        "OS-SRV-USG:launched_at",
        "accessIPv4",
        "accessIPv6",
        "auto_terminate_time",
        "config_drive",
        "description",
        "key_name",
        "user_id"
    };

    private static final int POWER_UNKNOWN = 0;
    private static final int POWER_RUNNING = 1;

    private ServerView() {}

    static ObjectNode of(Server server) {
        ObjectNode json = Json.object()
                .put("id", server.id())
                .put("name", server.name())
                .put("status", server.status().name())
                .put("tenant_id", server.projectId())
                .put("enterprise_project_id", server.enterpriseProjectId())
                .put("created", time(server.createdAt()))
                .put("updated", time(server.lastSeenAt()));
        states(json, server.status());
        json.set("addresses", addresses(server));
        json.putObject("metadata")
                .put("os_type", server.osType())
                .put("os_name", server.osName())
                .put("os_version", server.osVersion())
                .put("agent_id", server.agentId());
        json.putObject("flavor")
                .put("id", "")
                .put("name", "")
                .put("vcpus", "0")
                .put("ram", "0")
                .put("disk", "0");
        json.putObject("image").put("id", "");
        json.put("OS-EXT-SRV-ATTR:hostname", server.name());
        json.put("OS-EXT-SRV-ATTR:launch_index", 0);
        json.put("progress", 0);
        json.put("locked", false);
        for (String name : EMPTY_TEXTS) {
            json.put(name, "");
        }
        json.putArray("security_groups");
        json.putArray("os-extended-volumes:volumes_attached");
        json.putArray("tags");
        json.putArray("sys_tags");
        json.putArray("network_interfaces");
        json.putObject("os:scheduler_hints");
        json.putObject("cpu_options");
        return json;
    }

    private static void states(ObjectNode json, Server.Status status) {
        switch (status) {
            case ACTIVE -> states(json, "active", "", POWER_RUNNING, "UP");
            case REBOOT -> states(json, "active", "rebooting", POWER_RUNNING, "UP");
            case HARD_REBOOT -> states(json, "active", "reboot_started_hard", POWER_RUNNING, "UP");
            case UNKNOWN -> states(json, "unknown", "", POWER_UNKNOWN, "UNKNOWN");
        }
    }

    private static void states(ObjectNode json, String vm, String task, int power, String host) {
        json.put("OS-EXT-STS:vm_state", vm)
                .put("OS-EXT-STS:task_state", task)
                .put("OS-EXT-STS:power_state", power)
                .put("host_status", host);
    }

    private static ObjectNode addresses(Server server) {
        ObjectNode networks = Json.object();
        ArrayNode addresses = networks.putArray("default");
        address(addresses, server.privateIp(), "fixed", true);
        address(addresses, server.publicIp(), "floating", false);
        return networks;
    }

    private static void address(ArrayNode addresses, String address, String type, boolean primary) {
        if (address.isEmpty()) {
            return;
        }
        addresses
                .addObject()
                .put("addr", address)
                .put("version", address.contains(":") ? "6" : "4")
                .put("primary", primary)
                .put("OS-EXT-IPS:type", type)
                .put("OS-EXT-IPS-MAC:mac_addr", "")
                .put("OS-EXT-IPS:port_id", "");
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
