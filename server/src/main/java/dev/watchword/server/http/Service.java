package dev.watchword.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The services that share the endpoint, each with its own way of saying no. */
public enum Service {
    HSS("HSS.0002", "HSS.0001"),
    ECS("Ecs.0005", "Ecs.0005"),
    IAM("IAM.0011", "IAM.0073"),
    STS("IAM.0011", "IAM.0073"),
    /** The token calls of IAM v3, whose errors have the form of OpenStack's Keystone. */
    KEYSTONE("IAM.0011", "IAM.0073"),
    /** What no vendor has, and the agents' calls. */
    WATCHWORD("WW.0002", "WW.0001");

    private final String malformed;
    private final String invalid;

    Service(String malformed, String invalid) {
        this.malformed = malformed;
        this.invalid = invalid;
    }

    /** The body is no JSON object. The reason says where, never what stood there. */
    public ApiError malformed(String reason) {
        return ApiError.of(
                400,
                malformed,
                switch (this) {
                    case HSS, WATCHWORD -> "Failed to parse the request. " + reason;
                    case ECS -> "Invalid parameter values. Contact customer service. " + reason;
                    case IAM, STS, KEYSTONE -> "Request body is invalid. " + reason;
                });
    }

    /** There is no body where one is needed. */
    public ApiError emptyBody() {
        return this == ECS
                ? ApiError.of(400, "Common.0002", "The request body cannot be left blank.")
                : malformed("The request body is empty.");
    }

    /** A required field is absent. */
    public ApiError missing(String field) {
        return switch (this) {
            case IAM, STS, KEYSTONE -> ApiError.of(400, "IAM.0072", "'" + field + "' is a required property.");
            case HSS, ECS, WATCHWORD -> invalid(field, "it is required");
        };
    }

    /** A field or parameter has a value outside of its declared shape; the reason never quotes a secret. */
    public ApiError invalid(String field, String reason) {
        return ApiError.of(
                400,
                invalid,
                switch (this) {
                    case HSS, WATCHWORD -> "Invalid parameter. " + field + ": " + reason + ".";
                    case ECS -> "Invalid parameter values. Contact customer service. " + field + ": " + reason + ".";
                    case IAM, STS, KEYSTONE -> "Invalid input for field '" + field + "'. " + reason + ".";
                });
    }

    /** There is no such object, or it belongs to somebody else: the same words for both. */
    public ApiError notFound(String kind, String id) {
        return switch (this) {
            case HSS -> ApiError.of(400, "HSS.0011", "Requested resource not found.");
            case ECS -> ApiError.of(404, "Ecs.0114", "The ECS does not exist.");
            case IAM, STS, KEYSTONE -> ApiError.of(404, "IAM.0004", "Could not find " + kind + ": " + id + ".");
            case WATCHWORD -> ApiError.of(404, "WW.0004", "Could not find " + kind + ": " + id + ".");
        };
    }

    /** The project of the path is none of the caller's, or not the one of their token. */
    public ApiError otherProject() {
        return switch (this) {
            case ECS -> ApiError.of(400, "Ecs.0023", "project_id in token mismatches with project_id in url.");
            case HSS, IAM, STS, KEYSTONE, WATCHWORD ->
                ApiError.gateway(403, "APIGW.0306", "API access denied: the project is not one of the caller's.");
        };
    }

    /** No identity policy allows the action. IAM adds the sealed reason itself. */
    public ApiError forbidden(String action) {
        return switch (this) {
            case ECS -> ApiError.of(403, "Ecs.0003", "You do not have permission to perform this operation: " + action);
            case IAM, STS -> ApiError.of(403, "PAP5.0001", "access denied: " + action);
            case KEYSTONE -> ApiError.of(403, "IAM.0003", "Policy doesn't allow " + action + " to be performed.");
            case HSS, WATCHWORD ->
                ApiError.gateway(403, "APIGW.0302", "The IAM user is not authorized to access the API: " + action);
        };
    }

    /** The error as the body of an answer. */
    ObjectNode body(ApiError error, String requestId) {
        if (error.isGateway()) {
            return flat(error, requestId);
        }
        return switch (this) {
            case ECS -> {
                ObjectNode root = Json.object();
                ObjectNode inner = root.putObject("error");
                inner.put("code", error.code()).put("message", error.message());
                error.members().forEach(inner::put);
                if (!error.details().isEmpty()) {
                    inner.set("details", Json.tree(error.details()));
                }
                yield root;
            }
            case KEYSTONE -> {
                ObjectNode root = Json.object();
                ObjectNode inner = root.putObject("error");
                inner.put("code", error.status())
                        .put("message", error.message())
                        .put("title", Reason.of(error.status()))
                        .put("error_code", error.code())
                        .put("error_msg", error.message());
                yield root;
            }
            case WATCHWORD -> {
                ObjectNode root = flat(error, requestId);
                if (!error.details().isEmpty()) {
                    root.set("details", Json.tree(error.details()));
                }
                yield root;
            }
            case HSS, IAM, STS -> flat(error, requestId);
        };
    }

    private static ObjectNode flat(ApiError error, String requestId) {
        ObjectNode root = Json.object();
        root.put("error_code", error.code()).put("error_msg", error.message()).put("request_id", requestId);
        error.members().forEach(root::put);
        return root;
    }
}
