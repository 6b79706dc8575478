package dev.watchword.server.hosts;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import java.util.List;

/**
 * The vendor's list of hosts, in the order of their names by code point, then of their ids. What it says of quotas,
 * vulnerabilities and intrusions is what a product says that does none of these. Safe for use by many threads.
 *
 * @param parts database and clock
 * @param groups that the hosts are in
 */
public record HostsApi(Parts parts, HostGroupsApi groups) {

    private static final Shape ADDRESS = Shape.text(0, 128);

    /** The vendor's parameters. */
    public static final Fields QUERY = Listing.asked(
            Field.optional("host_name", Shape.text(0, 256)).saying("A part of the name; case does not matter."),
            Field.optional("host_id", Shape.text(0, 64)),
            Field.optional("private_ip", ADDRESS).saying("A part of it."),
            Field.optional("public_ip", ADDRESS).saying("A part of it."),
            Field.optional("ip_addr", ADDRESS).saying("A part of either address."),
            Field.optional(
                    "agent_status",
                    Shape.word(
                            "",
                            "installed",
                            "not_installed",
                            "online",
                            "offline",
                            "install_failed",
                            "installing",
                            "not_online")),
            Field.optional("detect_result", Shape.word("", "undetected", "clean", "risk", "scanning")),
            Field.optional("host_status", Shape.word("", "ACTIVE", "SHUTOFF", "BUILDING", "ERROR")),
            Field.optional("protect_status", Shape.word("", "closed", "opened", "protection_exception")),
            Field.optional("os_type", Shape.word("", "Linux", "Windows")),
            Field.optional("group_id", Shape.text(0, 64)),
            Field.optional("group_name", Shape.text(0, 256)).saying("A part of it."),
            Field.optional("policy_group_id", Shape.text(0, 128)),
            Field.optional("policy_group_name", Shape.text(0, 256)).saying("A part of it."),
            Field.optional("has_baseline", Shape.flag()).saying("Whether it has accounts with a weak password."),
            Field.optional("sort_key", Shape.word("risk_num")).saying("By how many risks, then by name."),
            Field.optional("sort_dir", Shape.word("asc", "desc")).or("asc"));

    /** The vendor's answer. */
    public static final Fields ANSWER = Listing.answered(
            Field.required("host_name", Shape.text(0, 256)),
            Field.required("host_id", Shape.text(1, 64)),
            Field.required("agent_id", Shape.text(0, 128)),
            Field.required("private_ip", ADDRESS),
            Field.required("public_ip", ADDRESS),
            Field.required("enterprise_project_id", Shape.text(1, 256)),
            Field.required("enterprise_project_name", Shape.text(0, 256)),
            Field.required("os_name", Shape.text(0, 128)),
            Field.required("os_version", Shape.text(0, 256)),
            Field.required("os_image", Shape.text(0, 256)),
            Field.required("os_type", Shape.word("Linux", "Windows")),
            Field.required("host_status", Shape.word("ACTIVE", "SHUTOFF", "BUILDING", "ERROR")),
            Field.required("agent_status", Shape.word("not_installed", "online", "offline")),
            Field.required("protect_status", Shape.word("closed", "opened", "protection_exception")),
            Field.required("version", Shape.word("hss.version.null", "hss.version.enterprise")),
            Field.required("detect_result", Shape.word("undetected", "clean", "risk", "scanning")),
            Field.required("asset", Shape.whole(0, 0)),
            Field.required("vulnerability", Shape.whole(0, 0)),
            Field.required("baseline", Shape.whole(0, 2_097_152)).saying("Accounts with a weak password."),
            Field.required("intrusion", Shape.whole(0, 0)),
            Field.required("group_id", Shape.text(1, 64)),
            Field.required("group_name", Shape.text(1, 256)),
            Field.required("policy_group_id", Shape.text(1, 64)),
            Field.required("policy_group_name", Shape.text(1, 256)),
            Field.required("labels", Shape.items(0, 0, Shape.text(0, 64))),
            Field.required("agent_create_time", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("agent_update_time", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("agent_version", Shape.text(0, 64)),
            Field.required("open_time", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("outside_host", Shape.flag()),
            Field.required("upgradable", Shape.flag()),
            Field.required("protect_interrupt", Shape.flag()));

    /** Answers a page of it. */
    public Answer list(Call call) {
        Listing.checkRegion(call);
        groups.settle(call.projectId());
        HostSearch search = new HostSearch(parts.database().dialect(), call.projectId(), call.query(), parts.now());
        return parts.database().read(handle -> {
            List<View> hosts = search.page(handle).stream().map(View::of).toList();
            return Listing.page(search.count(handle), hosts);
        });
    }

    private record View(
            String hostName,
            String hostId,
            String agentId,
            String privateIp,
            String publicIp,
            String enterpriseProjectId,
            String enterpriseProjectName,
            String osName,
            String osVersion,
            String osImage,
            String osType,
            String hostStatus,
            String agentStatus,
            String protectStatus,
            String version,
            String detectResult,
            int asset,
            int vulnerability,
            int baseline,
            int intrusion,
            String groupId,
            String groupName,
            String policyGroupId,
            String policyGroupName,
            List<String> labels,
            long agentCreateTime,
            long agentUpdateTime,
            String agentVersion,
            long openTime,
            boolean outsideHost,
            boolean upgradable,
            boolean protectInterrupt) {

        static View of(HostState host) {
            boolean agent = !host.agentId().isEmpty();
            return new View(
                    host.name(),
                    host.id(),
                    host.agentId(),
                    host.privateIp(),
                    host.publicIp(),
                    host.enterpriseProjectId(),
                    host.enterpriseProjectId().equals("0") ? "default" : "",
                    host.osName(),
                    host.osVersion(),
                    (host.osName() + " " + host.osVersion()).strip(),
                    host.osType(),
                    "ACTIVE",
                    host.agentStatus(),
                    agent ? "opened" : "closed",
                    agent ? "hss.version.enterprise" : "hss.version.null",
                    host.detectResult(),
                    0,
                    0,
                    host.risks(),
                    0,
                    host.groupId(),
                    host.groupName(),
                    host.groupId(),
                    host.groupName(),
                    List.of(),
                    host.createdAt(),
                    host.lastSeenAt(),
                    host.agentVersion(),
                    agent ? host.createdAt() : 0,
                    true,
                    false,
                    agent && host.agentStatus().equals("offline"));
        }
    }
}
