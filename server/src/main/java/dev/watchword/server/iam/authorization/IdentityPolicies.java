package dev.watchword.server.iam.authorization;

import dev.watchword.server.Parts;
import dev.watchword.server.authentication.Permissions;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Service;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides by identity policies. The account's root user may do everything; everybody else what a statement allows and
 * none denies. Safe for use by many threads.
 */
public final class IdentityPolicies implements Permissions {

    private final Parts parts;
    private final EffectivePolicies policies;
    private final Resources resources;
    private final Denials denials;

    public IdentityPolicies(Parts parts, EffectivePolicies policies) {
        this.parts = parts;
        this.policies = policies;
        this.resources = new Resources(parts.database());
        this.denials = new Denials(parts.atRest());
    }

    /**
     * Returns when the caller may.
     *
     * @param projectId of the path, {@code ""} without one
     * @throws ApiError in the service's form; with a sealed reason from IAM and STS
     */
    @Override
    public void require(Caller caller, String action, String projectId, RawCall call, Service service) {
        if (caller.root()) {
            return;
        }
        AccessRequest request = request(caller, action, projectId, call);
        Decision decision = decide(caller, request);
        if (decision.allowed()) {
            return;
        }
        ApiError error = service.forbidden(action);
        throw switch (service) {
            case IAM, STS ->
                error.member("encoded_authorization_message", denials.seal(caller.domainId(), request, decision));
            case HSS, ECS, KEYSTONE, WATCHWORD -> error;
        };
    }

    private Decision decide(Caller caller, AccessRequest request) {
        return Decision.on(request, policies.of(caller.userId()));
    }

    private AccessRequest request(Caller caller, String action, String projectId, RawCall call) {
        Map<String, String> values = new HashMap<>();
        values.put("g:CurrentTime", AccessRequest.time(parts.clock().instant()));
        values.put("g:DomainId", caller.domainId());
        values.put("g:DomainName", caller.domainName());
        values.put("g:PrincipalAccount", caller.domainId());
        values.put("g:PrincipalId", caller.userId());
        values.put("g:PrincipalIsRootUser", Boolean.toString(caller.root()));
        values.put("g:PrincipalUrn", Urns.user(caller.domainId(), caller.userName()));
        values.put("g:ResourceAccount", caller.domainId());
        values.put("g:SourceIp", call.sourceIp());
        values.put("g:UserId", caller.userId());
        values.put("g:UserName", caller.userName());
        call.header("user-agent").ifPresent(agent -> values.put("g:UserAgent", agent));
        if (!projectId.isEmpty()) {
            values.put("g:ProjectId", projectId);
        }
        return new AccessRequest(action, resources.of(caller.domainId(), action, call), values);
    }
}
