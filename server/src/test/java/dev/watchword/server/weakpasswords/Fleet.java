package dev.watchword.server.weakpasswords;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Folded;
import dev.watchword.server.secrets.AtRest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Hosts and their reports for tests, in the state of a {@link TestApi}. */
final class Fleet {

    private static final AtomicInteger SCANS = new AtomicInteger();

    private final TestApi api;
    private final Intake intake = new Intake(new AtRest(new byte[32]));

    Fleet(TestApi api) {
        this.api = api;
    }

    /** A host of the first project and the default enterprise project. */
    void host(String id, String name, String ip) {
        host(TestApi.PROJECT, "0", id, name, ip, "");
    }

    void host(String project, String enterpriseProject, String id, String name, String privateIp, String publicIp) {
        api.parts()
                .database()
                .change(handle -> handle.execute(
                        "insert into host (id, project_id, enterprise_project_id, name, name_folded, private_ip, public_ip,"
                                + " ip_folded, os_type, os_name, os_version, group_id, agent_id, agent_version, boot_id,"
                                + " created_at, last_seen_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, 'Linux', '', '', '', '', '', '', 0, 0)",
                        id,
                        project,
                        enterpriseProject,
                        name,
                        Folded.of(name),
                        privateIp,
                        publicIp,
                        Folded.of(privateIp + "\n" + publicIp)));
    }

    /** Takes a report, now. */
    void report(String hostId, ScanReport report) {
        api.parts()
                .database()
                .change(handle ->
                        intake.record(handle, hostId, report, api.parts().now()));
    }

    /** A scan that ended now and read one store, {@code /etc/shadow}, to its end. */
    ScanReport scan(ScanReport.Finding... findings) {
        return scan(List.of(new ScanReport.Store("/etc/shadow", "system", "")), findings);
    }

    ScanReport scan(List<ScanReport.Store> stores, ScanReport.Finding... findings) {
        return scanAt(api.parts().now(), stores, findings);
    }

    ScanReport scanAt(long finishedAt, List<ScanReport.Store> stores, ScanReport.Finding... findings) {
        List<ScanReport.Account> accounts = new ArrayList<>();
        for (ScanReport.Finding each : findings) {
            accounts.add(new ScanReport.Account(
                    each.serviceType(), each.userName(), each.store(), each.state(), "yescrypt", 10, 20, ""));
        }
        return new ScanReport(
                "scan-" + SCANS.incrementAndGet(),
                finishedAt,
                finishedAt,
                stores,
                accounts,
                List.of(findings),
                List.of());
    }

    /** A usable account of the system with a common password. */
    static Weak weak(String user) {
        return new Weak("system", user, "/etc/shadow", "usable", "common", "high", "$a****1**", "Change it.", 0, "");
    }

    /** What can differ between findings. */
    record Weak(
            String service,
            String user,
            String store,
            String state,
            String weakness,
            String severity,
            String masked,
            String suggestion,
            long changedAt,
            String mark) {

        Weak in(String serviceType, String path) {
            return new Weak(serviceType, user, path, state, weakness, severity, masked, suggestion, changedAt, mark);
        }

        Weak state(String word) {
            return new Weak(service, user, store, word, weakness, severity, masked, suggestion, changedAt, mark);
        }

        Weak because(String word) {
            return new Weak(service, user, store, state, word, severity, masked, suggestion, changedAt, mark);
        }

        Weak severity(String word) {
            return new Weak(service, user, store, state, weakness, word, masked, suggestion, changedAt, mark);
        }

        Weak masked(String text) {
            return new Weak(service, user, store, state, weakness, severity, text, suggestion, changedAt, mark);
        }

        Weak suggesting(String text) {
            return new Weak(service, user, store, state, weakness, severity, masked, text, changedAt, mark);
        }

        Weak changedAt(long millis) {
            return new Weak(service, user, store, state, weakness, severity, masked, suggestion, millis, mark);
        }

        Weak marked(String hex) {
            return new Weak(service, user, store, state, weakness, severity, masked, suggestion, changedAt, hex);
        }

        ScanReport.Finding found() {
            return new ScanReport.Finding(
                    service, user, store, state, weakness, severity, masked, suggestion, changedAt, 9, 3, 1, mark);
        }
    }
}
