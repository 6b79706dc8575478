package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.auditlog.AuditLogSearch;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.operations.ApiDocument;
import dev.watchword.server.operations.Front;
import java.util.List;

/** Health, metrics, the audit log, the document of the API. */
final class OperationsRoutes {

    private OperationsRoutes() {}

    static List<Route> of(Features features) {
        ApiDocument document = new ApiDocument(() -> Routes.of(features));
        return List.of(
                Route.get("/", Service.WATCHWORD)
                        .openToAll()
                        .says("What this server is, and where its document and its health are")
                        .answers(200, Front.ANSWER)
                        .to(Front::show),
                Route.get("/health/live", Service.WATCHWORD)
                        .openToAll()
                        .says("Whether the process answers")
                        .answers(200, Fields.of(Field.required("status", Shape.word("up"))))
                        .to(features.operations().health()::live),
                Route.get("/health/ready", Service.WATCHWORD)
                        .openToAll()
                        .says("Whether the database and the audit log work; 503 when not")
                        .answers(200, Fields.of(Field.required("status", Shape.word("up", "down"))))
                        .to(features.operations().health()::ready),
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
                        .to(features.operations().metrics()::local),
                Route.get("/v1/watchword/metrics", Service.WATCHWORD)
                        .needs("watchword:metrics:get")
                        .says("The same counts, with credentials")
                        .answers(200)
                        .to(features.operations().metrics()::shown),
                Route.get("/v1/watchword/audit-log", Service.WATCHWORD)
                        .needs("watchword:auditLog:list")
                        .says("What was meant, done and refused in the account, newest first")
                        .query(AuditLogSearch.QUERY)
                        .answers(200, AuditLogSearch.OUTPUT)
                        .to(features.operations().auditLog()::list));
    }
}
