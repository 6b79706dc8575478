package dev.watchword.server;

import dev.watchword.server.auditlog.AuditLogSearch;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.operations.ApiDocument;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every route of the API with its permission, in one place. What is not here does not exist.
 */
public final class Routes {

    private Routes() {}

    /** All of them. */
    public static List<Route> of(Features features) {
        return Stream.of(
                        identity(features),
                        accountPolicies(features),
                        hostSecurity(features),
                        servers(features),
                        agents(features),
                        own(features),
                        operations(features))
                .flatMap(List::stream)
                .toList();
    }

    /** Tokens, projects, who am I. */
    private static List<Route> identity(Features features) {
        return List.of();
    }

    /** IAM v5: users, groups, policies, passwords, access keys. */
    private static List<Route> accountPolicies(Features features) {
        return List.of();
    }

    /** HSS v5: weak passwords, password complexity, hosts. */
    private static List<Route> hostSecurity(Features features) {
        return List.of();
    }

    /** ECS v1: password resets, servers, jobs. */
    private static List<Route> servers(Features features) {
        return List.of();
    }

    /** What agents call. */
    private static List<Route> agents(Features features) {
        return List.of();
    }

    /** What no vendor has, under /v1/watchword. */
    private static List<Route> own(Features features) {
        return List.of();
    }

    /** Health, metrics, the API's document, the audit log. Open: what tells nothing that needs a caller. */
    private static List<Route> operations(Features features) {
        ApiDocument document = new ApiDocument(() -> of(features));
        return List.of(
                Route.get("/health/live", Service.WATCHWORD)
                        .openToAll()
                        .says("Whether the process answers")
                        .answers(200, Fields.of(Field.required("status", Shape.word("up"))))
                        .to(features.health()::live),
                Route.get("/health/ready", Service.WATCHWORD)
                        .openToAll()
                        .says("Whether the database and the audit log work; 503 when not")
                        .answers(200, Fields.of(Field.required("status", Shape.word("up", "down"))))
                        .to(features.health()::ready),
                Route.get("/openapi.json", Service.WATCHWORD)
                        .openToAll()
                        .says("This document")
                        .answers(200)
                        .to(document::json),
                Route.get("/docs", Service.WATCHWORD)
                        .openToAll()
                        .says("This document as a page")
                        .answers(200)
                        .to(document::page),
                // Open to callers on the server's own machine: the handler refuses all others.
                Route.get("/metrics", Service.WATCHWORD)
                        .openToAll()
                        .says("Counts in Prometheus' form, for callers on the server's own machine")
                        .answers(200)
                        .to(features.metrics()::local),
                Route.get("/v1/watchword/metrics", Service.WATCHWORD)
                        .needs("watchword:metrics:get")
                        .says("The same counts, with credentials")
                        .answers(200)
                        .to(features.metrics()::shown),
                Route.get("/v1/watchword/audit-log", Service.WATCHWORD)
                        .needs("watchword:auditLog:list")
                        .says("What was meant, done and refused in the account, newest first")
                        .query(AuditLogSearch.QUERY)
                        .answers(200, AuditLogSearch.OUTPUT)
                        .to(features.auditLog()::list));
    }
}
