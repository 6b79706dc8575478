package dev.watchword.server;

import dev.watchword.server.http.AgentAuthentication;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Authentication;
import dev.watchword.server.http.Authorization;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.FirstAnswers;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Throttle;

/**
 * What stands between a caller and a feature.
 *
 * @param authentication which user calls
 * @param agents which agent calls
 * @param authorization whether they may
 * @param firstAnswers what a repeated call gets
 * @param throttle how often they may
 */
public record Guards(
        Authentication authentication,
        AgentAuthentication agents,
        Authorization authorization,
        FirstAnswers firstAnswers,
        Throttle throttle) {

    /** Let nobody in: only the open routes answer. */
    public static Guards closed() {
        return new Guards(
                raw -> {
                    throw unproven();
                },
                raw -> {
                    throw unproven();
                },
                new ClosedProjects(),
                (caller, raw, work) -> {
                    throw unproven();
                },
                (route, raw, caller) -> {});
    }

    private static ApiError unproven() {
        return ApiError.gateway(401, "APIGW.0301", "Incorrect IAM authentication information.");
    }

    private static final class ClosedProjects implements Authorization {
        @Override
        public void requireProject(Caller caller, String projectId, RawCall call, Service service) {
            throw service.otherProject();
        }

        @Override
        public void require(Caller caller, String action, String projectId, RawCall call, Service service) {
            throw service.forbidden(action);
        }
    }
}
