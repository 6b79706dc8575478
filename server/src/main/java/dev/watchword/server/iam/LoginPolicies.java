package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.Parts;
import dev.watchword.server.authentication.LoginRules;
import dev.watchword.server.authentication.SessionRules;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Keeps, reads and changes each account's login policy.
 *
 * @param parts what it stands on
 */
public record LoginPolicies(Parts parts) {

    /** The account's policy, in the caller's own transaction; the defaults when it never changed any. */
    public static LoginPolicy of(Handle handle, String domainId) {
        return handle.createQuery("select * from login_policy where domain_id = :domainId")
                .bind("domainId", domainId)
                .map((row, context) -> policy(row))
                .findOne()
                .orElse(LoginPolicy.DEFAULT);
    }

    /** When the account locks a user out, and takes one for gone. */
    public static LoginRules.Values rules(Handle handle, String domainId) {
        LoginPolicy policy = of(handle, domainId);
        return new LoginRules.Values(
                policy.loginFailedTimes(),
                Duration.ofMinutes(policy.periodWithLoginFailures()),
                Duration.ofMinutes(policy.lockoutDuration()),
                Duration.ofDays(policy.userValidityPeriod()));
    }

    /** How the account's users may use the console. */
    public static SessionRules.Values sessionRules(Handle handle, String domainId) {
        LoginPolicy policy = of(handle, domainId);
        return new SessionRules.Values(Duration.ofMinutes(policy.sessionTimeout()), policy::allowsConsoleFrom);
    }

    /** The account's policy. */
    public Answer show(Call call) {
        return Answer.ok(parts.database()
                .read(handle -> of(handle, call.caller().domainId()))
                .json());
    }

    /** Changes what is given, and answers all of it. */
    public Answer update(Call call) {
        String domainId = call.caller().domainId();
        LoginPolicy changed = parts.database().write(handle -> {
            LoginPolicy policy = of(handle, domainId).with(call.body());
            store(handle, domainId, policy);
            return policy;
        });
        return Answer.ok(changed.json());
    }

    private static void store(Handle handle, String domainId, LoginPolicy policy) {
        handle.execute("delete from login_policy where domain_id = ?", domainId);
        handle.createUpdate("insert into login_policy values (:domainId, :userValidityPeriod, :customInfoForLogin,"
                        + " :lockoutDuration, :loginFailedTimes, :periodWithLoginFailures, :sessionTimeout,"
                        + " :showRecentLoginInfo, :netmasksJson, :rangesJson)")
                .bind("domainId", domainId)
                .bind("userValidityPeriod", policy.userValidityPeriod())
                .bind("customInfoForLogin", policy.customInfoForLogin())
                .bind("lockoutDuration", policy.lockoutDuration())
                .bind("loginFailedTimes", policy.loginFailedTimes())
                .bind("periodWithLoginFailures", policy.periodWithLoginFailures())
                .bind("sessionTimeout", policy.sessionTimeout())
                .bind("showRecentLoginInfo", policy.showRecentLoginInfo())
                .bind("netmasksJson", text(policy.netmasks()))
                .bind("rangesJson", text(policy.ranges()))
                .execute();
    }

    private static LoginPolicy policy(ResultSet row) throws SQLException {
        return new LoginPolicy(
                row.getInt("user_validity_period"),
                row.getString("custom_info_for_login"),
                row.getInt("lockout_duration"),
                row.getInt("login_failed_times"),
                row.getInt("period_with_login_failures"),
                row.getInt("session_timeout"),
                row.getBoolean("show_recent_login_info"),
                allowed(row.getString("allow_address_netmasks")),
                allowed(row.getString("allow_ip_ranges")));
    }

    private static String text(List<LoginPolicy.Allowed> allowed) {
        return new String(Json.write(LoginPolicy.json("addresses", allowed)), StandardCharsets.UTF_8);
    }

    private static List<LoginPolicy.Allowed> allowed(String json) {
        try {
            List<LoginPolicy.Allowed> allowed = new ArrayList<>();
            for (JsonNode each : Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class)) {
                allowed.add(new LoginPolicy.Allowed(
                        each.path("addresses").asText(),
                        each.path("description").asText()));
            }
            return allowed;
        } catch (MalformedJson malformed) {
            throw new IllegalStateException("a stored login policy cannot be read", malformed);
        }
    }
}
