package dev.watchword.server.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.Features;
import dev.watchword.server.MovableClock;
import dev.watchword.server.Parts;
import dev.watchword.server.database.Database;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.TestDatabase;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.routes.Routes;
import dev.watchword.server.secrets.AtRest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The document says exactly what the routes declare, in the form of OpenAPI 3.1.0 (spec.openapis.org/oas/v3.1.0). */
class ApiDocumentTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");
    private static final Set<String> OPERATION = Set.of(
            "operationId",
            "summary",
            "tags",
            "parameters",
            "requestBody",
            "responses",
            "security",
            "x-permission",
            "x-audited");
    private static final Set<String> SCHEMA = Set.of(
            "type",
            "properties",
            "required",
            "items",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "pattern",
            "enum",
            "default",
            "description",
            "$ref");

    private static final Database DATABASE = TestDatabase.fresh(Dialect.SQLITE);
    private static final List<Route> ROUTES =
            Routes.of(Features.on(new Parts(DATABASE, new AtRest(new byte[32]), new MovableClock())));
    private static final List<Route> SAMPLES = List.of(
            Route.put("/v5/{project_id}/samples/{sample_id}", Service.ECS)
                    .needs("ecs:samples:set")
                    .says("A <sample> & more")
                    .query(Field.optional("limit", Shape.whole(10, 200)).or(10).saying("How many."))
                    .body(
                            Field.required("name", Shape.text(1, 64).matching("[a-z]+")),
                            Field.optional("kind", Shape.word("b", "a")),
                            Field.optional(
                                    "list", Shape.items(0, 3, Shape.members(Field.required("on", Shape.flag())))),
                            Field.optional("any", new Shape.Any(100)))
                    .answers(200, Fields.of(Field.required("id", Shape.text(1, 64))))
                    .to(call -> Answer.empty(200)),
            Route.post("/agent", Service.WATCHWORD).needsAgent().says("Agents").to(call -> Answer.empty(200)));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static JsonNode document(List<Route> routes) {
        return new ApiDocument(() -> routes).document();
    }

    @Test
    void everyRouteStandsInItOnceAndNothingElse() {
        Set<String> told = new TreeSet<>();
        document(ROUTES)
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                told.add(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertEquals(ROUTES.stream().map(Route::toString).collect(Collectors.toCollection(TreeSet::new)), told);
        assertEquals(ROUTES.size(), told.size());
    }

    @Test
    void itHasTheFormOfOpenApi() {
        List<Route> all = new ArrayList<>(ROUTES);
        all.addAll(SAMPLES);
        JsonNode document = document(all);
        assertTrue(document.path("openapi").asText().matches("3\\.1\\.\\d"));
        assertTrue(document.path("info").path("title").isTextual()
                && document.path("info").path("version").isTextual());
        Set<String> ids = new HashSet<>();
        document.path("paths").properties().forEach(path -> {
            assertTrue(path.getKey().startsWith("/"));
            path.getValue().properties().forEach(operation -> {
                assertTrue(METHODS.contains(operation.getKey()));
                assertOperation(document, path.getKey(), operation.getValue());
                assertTrue(ids.add(operation.getValue().path("operationId").asText()));
            });
        });
        document.path("components").path("securitySchemes").forEach(scheme -> {
            assertEquals("apiKey", scheme.path("type").asText());
            assertEquals("header", scheme.path("in").asText());
            assertTrue(scheme.path("name").isTextual());
        });
        document.path("components").path("schemas").forEach(ApiDocumentTest::assertSchema);
        assertReferences(document, document);
    }

    private static void assertOperation(JsonNode document, String path, JsonNode operation) {
        operation.properties().forEach(member -> assertTrue(OPERATION.contains(member.getKey()), member::getKey));
        Set<String> variables = new HashSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            assertTrue(Set.of("path", "query").contains(parameter.path("in").asText()));
            if (parameter.path("in").asText().equals("path")) {
                variables.add("{" + parameter.path("name").asText() + "}");
                assertTrue(parameter.path("required").asBoolean());
            }
            assertSchema(parameter.path("schema"));
        }
        for (String variable : variables) {
            assertTrue(path.contains(variable));
        }
        assertEquals(path.chars().filter(c -> c == '{').count(), variables.size());
        assertTrue(operation.path("responses").size() >= 2);
        operation.path("responses").properties().forEach(response -> {
            assertTrue(response.getKey().matches("default|[1-5][0-9]{2}"));
            assertTrue(response.getValue().has("$ref")
                    || response.getValue().path("description").isTextual());
        });
        for (JsonNode each : operation.path("security")) {
            each.properties()
                    .forEach(scheme -> assertTrue(
                            document.path("components").path("securitySchemes").has(scheme.getKey())));
        }
        JsonNode body = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (!body.isMissingNode()) {
            assertSchema(body);
        }
    }

    private static void assertSchema(JsonNode schema) {
        assertTrue(schema.isObject());
        schema.properties().forEach(member -> assertTrue(SCHEMA.contains(member.getKey()), member::getKey));
        schema.path("properties").forEach(ApiDocumentTest::assertSchema);
        if (schema.has("items")) {
            assertSchema(schema.path("items"));
        }
        for (JsonNode name : schema.path("required")) {
            assertTrue(schema.path("properties").has(name.asText()));
        }
    }

    private static void assertReferences(JsonNode document, JsonNode node) {
        if (node.has("$ref")) {
            assertFalse(document.at(node.path("$ref").asText().substring(1)).isMissingNode(), node::toString);
        }
        node.forEach(child -> assertReferences(document, child));
    }

    @Test
    void declaredShapesAreToldAsSchemas() {
        JsonNode put = document(SAMPLES).at("/paths/~1v5~1{project_id}~1samples~1{sample_id}/put");
        assertEquals("ecs:samples:set", put.path("x-permission").asText());
        assertTrue(put.path("x-audited").asBoolean());
        assertEquals(
                "{\"name\":\"limit\",\"in\":\"query\",\"required\":false,\"description\":\"How many.\",\"schema\":"
                        + "{\"type\":\"integer\",\"minimum\":10,\"maximum\":200,\"default\":10}}",
                put.path("parameters").get(2).toString());
        JsonNode body = put.at("/requestBody/content/application~1json/schema");
        assertEquals("[\"name\"]", body.path("required").toString());
        assertEquals(
                "{\"type\":\"string\",\"minLength\":1,\"maxLength\":64,\"pattern\":\"^(?:[a-z]+)$\"}",
                body.at("/properties/name").toString());
        assertEquals("[\"a\",\"b\"]", body.at("/properties/kind/enum").toString());
        assertEquals(
                "boolean", body.at("/properties/list/items/properties/on/type").asText());
        assertEquals(
                "#/components/responses/NestedError",
                put.at("/responses/default/$ref").asText());
    }

    /** Only services that answer with the list of what is wrong say so. */
    @Test
    void detailsOfErrorsAreToldWhereTheyAreAnswered() {
        JsonNode document = document(SAMPLES);
        assertEquals(
                "#/components/responses/DetailedError",
                document.at("/paths/~1agent/post/responses/default/$ref").asText());
        for (String error : List.of("DetailedError", "NestedError/properties/error")) {
            JsonNode details = document.at("/components/schemas/" + error + "/properties/details");
            assertEquals("array", details.path("type").asText());
            assertEquals("[\"code\",\"message\"]", details.at("/items/required").toString());
        }
        assertFalse(document.at("/components/schemas/FlatError/properties").has("details"));
    }

    @Test
    void thePageShowsEveryRouteAndRunsNothing() {
        Answer answer = DocumentPage.of(document(SAMPLES));
        String page = new String(answer.body(), StandardCharsets.UTF_8);
        assertTrue(page.contains("PUT /v5/{project_id}/samples/{sample_id}"));
        assertTrue(page.contains("A &lt;sample&gt; &amp; more"));
        assertFalse(page.contains("<script") || page.contains("http://") || page.contains("https://"));
        assertTrue(answer.headers().getOrDefault("Content-Security-Policy", "").startsWith("default-src 'none'"));
        Map<String, Long> tags = StreamSupport.stream(
                        document(ROUTES).path("tags").spliterator(), false)
                .collect(Collectors.groupingBy(tag -> tag.path("name").asText(), Collectors.counting()));
        assertEquals(Set.of(1L), Set.copyOf(tags.values()));
    }
}
