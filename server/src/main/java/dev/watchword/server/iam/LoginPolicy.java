package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import dev.watchword.server.iam.authorization.AddressRange;
import java.util.List;

/**
 * How users of an account may sign in.
 *
 * @param userValidityPeriod days without a login after which a user can no longer sign in, 0 to 240; 0 never
 * @param customInfoForLogin what the console shows after a login
 * @param lockoutDuration minutes, 15 to 1440
 * @param loginFailedTimes failures that lock, 3 to 10
 * @param periodWithLoginFailures minutes in which they are counted, 15 to 60
 * @param sessionTimeout minutes until an idle console signs out, 15 to 1440
 * @param showRecentLoginInfo whether the console shows the last login
 * @param netmasks networks from which the console may be used
 * @param ranges address ranges from which it may be used; with no networks and no ranges it may be from anywhere
 */
public record LoginPolicy(
        int userValidityPeriod,
        String customInfoForLogin,
        int lockoutDuration,
        int loginFailedTimes,
        int periodWithLoginFailures,
        int sessionTimeout,
        boolean showRecentLoginInfo,
        List<Allowed> netmasks,
        List<Allowed> ranges) {

    /** What an account has that never changed anything. */
    public static final LoginPolicy DEFAULT = new LoginPolicy(0, "", 15, 5, 15, 60, false, List.of(), List.of());

    private static final int MOST_ALLOWED = 200;
    private static final Shape ADDRESSES = Shape.text(1, 91);

    private static final Field[] MEMBERS = {
        Field.optional("user_validity_period", Shape.whole(0, 240))
                .saying(
                        "Days without a login after which a user can no longer sign in, until they get a new password; 0 is never. Not the root user."),
        Field.optional("custom_info_for_login", Shape.text(0, 64).matching("\\P{Cntrl}*")),
        Field.optional("lockout_duration", Shape.whole(15, 1440)).saying("Minutes."),
        Field.optional("login_failed_times", Shape.whole(3, 10)),
        Field.optional("period_with_login_failures", Shape.whole(15, 60)).saying("Minutes."),
        Field.optional("session_timeout", Shape.whole(15, 1440)).saying("Minutes."),
        Field.optional("show_recent_login_info", Shape.flag()),
        Field.optional("allow_address_netmasks", allowed("address_netmask")),
        Field.optional("allow_ip_ranges", allowed("ip_range")),
    };

    /** What may be changed; what is left out stays as it is. */
    public static final Fields CHANGES = Fields.of(MEMBERS);

    /** How it is answered. */
    public static final Fields WHOLE = Fields.of(Field.required("login_policy", Shape.members(MEMBERS)));

    public LoginPolicy {
        netmasks = List.copyOf(netmasks);
        ranges = List.copyOf(ranges);
    }

    /**
     * Addresses from which the console may be used.
     *
     * @param addresses a network or a range
     * @param description for people
     */
    public record Allowed(String addresses, String description) {}

    /** Whether the console may be used from this address. */
    public boolean allowsConsoleFrom(String address) {
        if (netmasks.isEmpty() && ranges.isEmpty()) {
            return true;
        }
        return netmasks.stream()
                        .flatMap(each -> AddressRange.ofNetwork(each.addresses()).stream())
                        .anyMatch(network -> network.contains(address))
                || ranges.stream()
                        .flatMap(each -> AddressRange.ofEnds(each.addresses()).stream())
                        .anyMatch(range -> range.contains(address));
    }

    /**
     * This policy with what the request gives.
     *
     * @throws ApiError 400 {@code IAM.0073} when an address list holds what is none
     */
    LoginPolicy with(Values given) {
        return new LoginPolicy(
                given.optionalWhole("user_validity_period").orElse(userValidityPeriod),
                given.optionalText("custom_info_for_login").orElse(customInfoForLogin),
                given.optionalWhole("lockout_duration").orElse(lockoutDuration),
                given.optionalWhole("login_failed_times").orElse(loginFailedTimes),
                given.optionalWhole("period_with_login_failures").orElse(periodWithLoginFailures),
                given.optionalWhole("session_timeout").orElse(sessionTimeout),
                given.optionalFlag("show_recent_login_info").orElse(showRecentLoginInfo),
                given.has("allow_address_netmasks") ? givenNetmasks(given) : netmasks,
                given.has("allow_ip_ranges") ? givenRanges(given) : ranges);
    }

    /** As the API answers it. */
    ObjectNode json() {
        ObjectNode answer = Json.object();
        ObjectNode policy = answer.putObject("login_policy")
                .put("user_validity_period", userValidityPeriod)
                .put("custom_info_for_login", customInfoForLogin)
                .put("lockout_duration", lockoutDuration)
                .put("login_failed_times", loginFailedTimes)
                .put("period_with_login_failures", periodWithLoginFailures)
                .put("session_timeout", sessionTimeout)
                .put("show_recent_login_info", showRecentLoginInfo);
        policy.set("allow_address_netmasks", json("address_netmask", netmasks));
        policy.set("allow_ip_ranges", json("ip_range", ranges));
        return answer;
    }

    static ArrayNode json(String name, List<Allowed> allowed) {
        ArrayNode array = Json.array();
        allowed.forEach(each -> array.addObject().put(name, each.addresses()).put("description", each.description()));
        return array;
    }

    private static Shape allowed(String name) {
        return Shape.items(
                0,
                MOST_ALLOWED,
                Shape.members(
                        Field.required(name, ADDRESSES),
                        Field.optional("description", AccountUsers.DESCRIPTION).or("")));
    }

    private static List<Allowed> givenNetmasks(Values given) {
        List<Allowed> netmasks = given(given, "allow_address_netmasks", "address_netmask");
        if (netmasks.stream()
                .anyMatch(each -> AddressRange.ofNetwork(each.addresses()).isEmpty())) {
            throw Service.IAM.invalid("allow_address_netmasks", "an address_netmask is no network, e.g. 192.0.2.0/24");
        }
        return netmasks;
    }

    private static List<Allowed> givenRanges(Values given) {
        List<Allowed> ranges = given(given, "allow_ip_ranges", "ip_range");
        if (ranges.stream()
                .anyMatch(each -> AddressRange.ofEnds(each.addresses()).isEmpty())) {
            throw Service.IAM.invalid("allow_ip_ranges", "an ip_range is no range, e.g. 192.0.2.1-192.0.2.9");
        }
        return ranges;
    }

    private static List<Allowed> given(Values given, String list, String name) {
        return given.objects(list).stream()
                .map(each -> new Allowed(each.text(name), each.text("description")))
                .toList();
    }
}
