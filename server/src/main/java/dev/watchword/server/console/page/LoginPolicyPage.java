package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Shown;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import dev.watchword.server.iam.authorization.AddressRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** When wrong passwords lock, when idle sessions end, and from where the console may be used. */
public final class LoginPolicyPage {

    private static final Address HERE = Address.of("/console/account/login-policy");
    private static final Address POLICY = Address.of("/v5/login-policy");

    /** Numbers of minutes and of failures, with the ranges of the API. */
    private static final List<Range> RANGES = List.of(
            new Range("login_failed_times", 3, 10, 5),
            new Range("period_with_login_failures", 15, 60, 15),
            new Range("lockout_duration", 15, 1440, 15),
            new Range("session_timeout", 15, 1440, 60));

    private LoginPolicyPage() {}

    /**
     * What the template shows.
     *
     * @param ranges the numbers
     * @param values what is written, by the API's names
     * @param mayChange whether the viewer may change it; else they see no form
     * @param address from which they look
     * @param shutsOut whether saving what is written would shut them out
     * @param refusal why it was not saved, {@code ""} for nothing
     */
    public record View(
            List<Range> ranges,
            Map<String, String> values,
            boolean mayChange,
            String address,
            boolean shutsOut,
            String refusal) {

        /** What is written in a field. */
        public String value(String name) {
            return values.getOrDefault(name, "");
        }
    }

    /**
     * A number.
     *
     * @param name of the API
     * @param least bound
     * @param most bound
     * @param standard its value when nobody changes it
     */
    public record Range(String name, int least, int most, int standard) {}

    /** Shows it. */
    public static Answer show(Visit visit) {
        JsonNode policy = visit.api().get(POLICY).path("login_policy");
        Map<String, String> values = new LinkedHashMap<>();
        RANGES.forEach(
                range -> values.put(range.name(), policy.path(range.name()).asText()));
        values.put("netmasks", lines(policy.path("allow_address_netmasks"), "address_netmask"));
        values.put("ranges", lines(policy.path("allow_ip_ranges"), "ip_range"));
        return page(visit, 200, values, false, "");
    }

    /** Saves it. Whoever would shut themselves out is asked first. */
    public static Answer save(Visit visit) {
        FormBody form = visit.form();
        Map<String, String> values = new LinkedHashMap<>();
        ObjectNode body = Json.object();
        for (Range range : RANGES) {
            String given = form.text(range.name()).strip();
            values.put(range.name(), given);
            if (given.matches("[0-9]{1,9}")) {
                body.put(range.name(), Integer.parseInt(given));
            }
        }
        values.put("netmasks", form.text("netmasks"));
        values.put("ranges", form.text("ranges"));
        if (RANGES.stream().anyMatch(range -> !isWithin(body.path(range.name()), range))) {
            return page(visit, 400, values, false, visit.texts().of("loginpolicy.outside"));
        }
        body.set("allow_address_netmasks", entries(values.getOrDefault("netmasks", ""), "address_netmask"));
        body.set("allow_ip_ranges", entries(values.getOrDefault("ranges", ""), "ip_range"));
        if (shutsOut(body, visit.call().raw().sourceIp()) && !UserForms.sure(form)) {
            return page(visit, 400, values, true, visit.texts().of("loginpolicy.shutsOut"));
        }
        try {
            visit.api().send(Verb.PUT, POLICY, body);
        } catch (ApiRefusal refusal) {
            return page(visit, refusal.status(), values, false, Refused.said(visit, refusal));
        }
        return visit.done(HERE, "loginPolicySaved");
    }

    private static boolean isWithin(JsonNode value, Range range) {
        return value.isInt() && value.intValue() >= range.least() && value.intValue() <= range.most();
    }

    /** An address and, after a space, what is said of it, on each line. */
    private static ArrayNode entries(String text, String name) {
        ArrayNode entries = Json.array();
        for (String line : RegistriesPage.lines(text)) {
            String[] parts = line.split("\\s+", 2);
            entries.addObject().put(name, parts[0]).put("description", parts.length > 1 ? parts[1] : "");
        }
        return entries;
    }

    private static String lines(JsonNode entries, String name) {
        return entries.valueStream()
                .map(each -> (Shown.text(each.path(name)) + " " + Shown.text(each.path("description"))).strip())
                .collect(Collectors.joining("\n"));
    }

    private static boolean shutsOut(ObjectNode body, String address) {
        List<AddressRange> allowed = new ArrayList<>();
        body.path("allow_address_netmasks")
                .forEach(each -> AddressRange.ofNetwork(
                                each.path("address_netmask").asText())
                        .ifPresent(allowed::add));
        body.path("allow_ip_ranges")
                .forEach(each ->
                        AddressRange.ofEnds(each.path("ip_range").asText()).ifPresent(allowed::add));
        return !allowed.isEmpty() && allowed.stream().noneMatch(range -> range.contains(address));
    }

    private static Answer page(Visit visit, int status, Map<String, String> values, boolean shutsOut, String refusal) {
        View view = new View(
                RANGES,
                values,
                May.of(visit).all("iam:securitypolicies:updateLoginPolicyV5"),
                visit.call().raw().sourceIp(),
                shutsOut,
                refusal);
        return visit.page(status, "loginpolicy", visit.texts().of("loginpolicy.title"), view);
    }
}
