package dev.watchword.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * An endless story of operators and agents, the same for the same seed: sensible calls, borderline calls and nonsense,
 * on a few objects, so that they meet. Not safe for use by several threads.
 */
final class RandomSteps {

    private static final int HOSTS = 6;
    private static final int USERS = 8;
    private static final int GROUPS = 3;
    private static final int POLICIES = 3;
    private static final List<String> NAMES =
            List.of("anna", "Anna", "böb", "o_o", "100%", "zoé", "ZOÉ", "中文", "ä", "a");
    private static final List<String> PASSWORDS = List.of(
            "Wq4!xkzu-Pab",
            "Mv8?rtyu=Hgf",
            "Zx3.plok+Wsa",
            "password1",
            "Short1!",
            "aaaaaaaaaaA1",
            "Ümläut-Paß9x",
            "a".repeat(33),
            "user0",
            "0resu",
            "Wq4!xkzu-Pab ");

    private final Random random;
    private final List<Supplier<Step>> kinds = List.of(
            this::changePolicy,
            this::changeLoginPolicy,
            this::readAccount,
            this::createUser,
            this::changeUser,
            this::readUser,
            this::givePassword,
            this::changeOwnPassword,
            this::createKey,
            this::changeKey,
            this::createGroup,
            this::joinGroup,
            this::createPolicy,
            this::attachPolicy,
            this::actAsUser,
            this::changeWords,
            this::report,
            this::report,
            this::listWeak,
            this::listWeak,
            this::listHosts,
            this::reset,
            this::batchReset,
            this::obey,
            this::readServers,
            this::listFindings,
            this::acceptFinding,
            this::readResults,
            this::changeSettings,
            this::changeHostGroup,
            this::changeDictionary,
            this::scan,
            this::retire);

    RandomSteps(long seed) {
        this.random = new Random(seed);
    }

    /** What must be there before the story begins. */
    List<Step> beginning() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < HOSTS; i++) {
            steps.add(new Step.Enrol("host" + i, i % 3 == 0 ? "0" : "ep" + i % 3));
        }
        return steps;
    }

    Step next() {
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private Step changePolicy() {
        String field = oneOf(
                "maximum_consecutive_identical_chars",
                "minimum_password_age",
                "minimum_password_length",
                "password_reuse_prevention",
                "password_validity_period",
                "password_char_combination",
                "password_not_username_or_invert",
                "allow_user_to_change_password");
        String value =
                oneOf("0", "1", "2", "3", "4", "8", "12", "24", "32", "33", "true", "false", "null", "\"8\"", "-1");
        return put("/v5/password-policy", "{\"" + field + "\":" + value + "}");
    }

    private Step changeLoginPolicy() {
        String field =
                oneOf("lockout_duration", "period_with_login_failures", "session_timeout", "user_validity_period");
        return put(
                "/v5/login-policy", "{\"" + field + "\":" + oneOf("0", "14", "15", "60", "61", "1440", "1441") + "}");
    }

    private Step readAccount() {
        return get(oneOf(
                "/v5/password-policy",
                "/v5/login-policy",
                "/v5/account-summary",
                "/v5/caller-identity",
                "/v3/auth/domains",
                "/v3/auth/projects",
                "/v3/projects?name=nobody",
                "/v5/users?limit=200",
                "/v5/users?limit=0",
                "/v5/groups"));
    }

    private Step createUser() {
        int i = random.nextInt(USERS);
        String name = oneOf("user" + i, oneOf(NAMES));
        return post("/v5/users", "{\"name\":" + Api.quoted(name) + ",\"description\":\"of a story\",\"enabled\":true}")
                .naming("user" + i, "/user/user_id");
    }

    private Step changeUser() {
        String target = "/v5/users/" + user();
        if (random.nextInt(4) == 0) {
            return Step.Call.of("DELETE", target, "");
        }
        return put(
                target,
                oneOf(
                        "{\"enabled\":" + random.nextBoolean() + "}",
                        "{\"new_user_name\":" + Api.quoted(oneOf(NAMES)) + "}",
                        "{\"new_description\":\"" + oneOf("new", "<bad>", "") + "\"}"));
    }

    private Step readUser() {
        return get("/v5/users/" + user() + oneOf("", "/login-profile", "/access-keys", "/last-login"));
    }

    private Step givePassword() {
        String target = "/v5/users/" + user() + "/login-profile";
        String password = Api.quoted(oneOf(PASSWORDS));
        return switch (random.nextInt(4)) {
            case 0 -> Step.Call.of("DELETE", target, "");
            case 1 -> put(target, "{\"password\":" + password + "}");
            default ->
                post(
                        target,
                        "{\"password\":" + password + ",\"password_reset_required\":" + random.nextBoolean() + "}");
        };
    }

    private Step changeOwnPassword() {
        return post(
                        "/v5/caller-password",
                        "{\"old_password\":" + Api.quoted(oneOf(PASSWORDS)) + ",\"new_password\":"
                                + Api.quoted(oneOf(PASSWORDS)) + "}")
                .by(caller());
    }

    private Step createKey() {
        int i = random.nextInt(USERS);
        return new Step.Call(
                "root",
                "POST",
                "/v5/users/${user" + i + "}/access-keys",
                "",
                Map.of(
                        "key" + i + "_id", "/access_key/access_key_id",
                        "key" + i + "_secret", "/access_key/secret_access_key"));
    }

    private Step changeKey() {
        int i = random.nextInt(USERS);
        String target = "/v5/users/${user" + i + "}/access-keys/${key" + i + "_id}";
        if (random.nextInt(4) == 0) {
            return Step.Call.of("DELETE", target, "");
        }
        return put(target, "{\"status\":\"" + oneOf("active", "active", "inactive", "gone") + "\"}");
    }

    private Step createGroup() {
        int i = random.nextInt(GROUPS);
        return post("/v5/groups", "{\"group_name\":\"group" + i + "\",\"description\":\"\"}")
                .naming("group" + i, "/group/group_id");
    }

    private Step joinGroup() {
        String target = "/v5/groups/${group" + random.nextInt(GROUPS) + "}";
        return switch (random.nextInt(4)) {
            case 0 -> post(target + "/remove-user", "{\"user_id\":\"" + user() + "\"}");
            case 1 -> Step.Call.of("DELETE", target, "");
            default -> post(target + "/add-user", "{\"user_id\":\"" + user() + "\"}");
        };
    }

    private Step createPolicy() {
        int i = random.nextInt(POLICIES);
        String action = oneOf("hss:*:*", "hss:weakPwds:list", "ecs:*:get*", "iam:users:*", "*");
        String document = "{\"Version\":\"5.0\",\"Statement\":[{\"Effect\":\"" + oneOf("Allow", "Allow", "Deny")
                + "\",\"Action\":[\"" + action + "\"],\"Resource\":[\"*\"]}]}";
        return post(
                        "/v5/policies",
                        "{\"policy_name\":\"policy" + i + "\",\"policy_document\":" + Api.quoted(document) + "}")
                .naming("policy" + i, "/policy/policy_id");
    }

    private Step attachPolicy() {
        String target = "/v5/policies/${policy" + random.nextInt(POLICIES) + "}";
        return post(target + oneOf("/attach-user", "/attach-user", "/detach-user"), "{\"user_id\":\"" + user() + "\"}");
    }

    private Step actAsUser() {
        return get(oneOf(
                        hss("/baseline/weak-password-users"),
                        "/v5/password-policy",
                        "/v5/users",
                        "/v5/caller-identity",
                        ecs("/cloudservers/detail")))
                .by(caller());
    }

    private Step changeWords() {
        String target = hss("/image/baseline/extended-weak-password");
        if (random.nextBoolean()) {
            return get(target);
        }
        return post(
                target,
                "{\"extended_weak_password\":["
                        + oneOf(
                                "",
                                "\"example\"",
                                "\"" + oneOf(NAMES) + "\",\"b\",\"" + oneOf(NAMES) + "\"",
                                "\"\"",
                                "1")
                        + "]}");
    }

    private Step report() {
        List<WeakAccount> accounts = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            accounts.add(new WeakAccount(
                    oneOf("system", "system", "mysql", "redis", "tomcat", "ftp"),
                    oneOf(NAMES) + i,
                    oneOf("common", "common", "empty", "custom", "derived", "shared", "username"),
                    oneOf("ab****1**", "*******", ""),
                    "Choose a better one.",
                    oneOf("", "a1")));
        }
        return new Step.Report("host" + random.nextInt(HOSTS), accounts);
    }

    private Step listWeak() {
        List<String> parameters = new ArrayList<>();
        parameters.add("enterprise_project_id=" + oneOf("all_granted_eps", "all_granted_eps", "0", "ep1", "ep9"));
        maybe(parameters, "host_name=" + oneOf("HOST", "1", "%25", "_", ""));
        maybe(parameters, "user_name=" + Signature.encode(oneOf(NAMES)));
        maybe(parameters, "host_id=${host" + random.nextInt(HOSTS + 1) + "}");
        maybe(parameters, "limit=" + oneOf("10", "200", "9", "201"));
        maybe(parameters, "offset=" + oneOf("0", "1", "2", "2000000", "2000001"));
        return get(hss("/baseline/weak-password-users?" + String.join("&", parameters)));
    }

    private Step listHosts() {
        return get(hss("/host-management/hosts?enterprise_project_id="
                + oneOf("all_granted_eps", "0", "ep2")
                + oneOf("", "&host_name=ost1", "&limit=10&offset=1", "&os_type=Linux", "&os_type=Solaris")));
    }

    private Step reset() {
        return put(
                ecs("/cloudservers/" + host() + "/os-reset-password"),
                "{\"reset-password\":{\"new_password\":" + Api.quoted(oneOf(PASSWORDS)) + ",\"is_check_password\":"
                        + random.nextBoolean() + "}}");
    }

    /** Of one server: several would be accepted at one time, and lists fall back on the order of random identifiers. */
    private Step batchReset() {
        String host = "{\"id\":\"" + host() + "\"}";
        return put(
                ecs("/cloudservers/os-reset-passwords"),
                "{\"new_password\":" + Api.quoted(oneOf(PASSWORDS)) + ",\"dry_run\":" + random.nextBoolean()
                        + ",\"servers\":[" + host + oneOf("", "," + host) + "]}");
    }

    private Step obey() {
        return new Step.Obey("host" + random.nextInt(HOSTS));
    }

    private Step readServers() {
        return get(ecs(oneOf(
                "/cloudservers/detail",
                "/cloudservers/detail?name=HOST1",
                "/cloudservers/detail?limit=2&offset=2",
                "/cloudservers/detail?limit=1001",
                "/cloudservers/" + host(),
                "/cloudservers/" + host() + "/os-resetpwd-flag",
                "/jobs/no-such-job")));
    }

    private Step listFindings() {
        List<String> parameters = new ArrayList<>();
        maybe(parameters, "state=" + oneOf("open", "accepted", "fixed", "all", "odd"));
        maybe(parameters, "service_type=" + oneOf("system", "mysql", "odd"));
        maybe(parameters, "weakness=" + oneOf("common", "empty", "odd"));
        maybe(parameters, "user_name=" + Signature.encode(oneOf(NAMES)));
        maybe(parameters, "limit=" + oneOf("10", "200", "0"));
        maybe(parameters, "offset=" + oneOf("0", "1", "3"));
        int i = random.nextInt(3);
        return new Step.Call(
                "root",
                "GET",
                own("/findings?" + String.join("&", parameters)),
                "",
                Map.of("finding" + i, "/data_list/0/finding_id", "found" + i, "/data_list/0/host_id"));
    }

    private Step acceptFinding() {
        int i = random.nextInt(3);
        String finding = own("/hosts/${found" + i + "}/findings/${finding" + i + "}");
        return switch (random.nextInt(4)) {
            case 0 -> get(finding + "/history");
            case 1 -> Step.Call.of("DELETE", finding + "/acceptance", "");
            default ->
                put(
                        finding + "/acceptance",
                        "{\"reason\":\"" + oneOf("it is a test", "") + "\",\"owner\":\"anna\",\"expires_at\":"
                                + oneOf("4000000000000", "1", "-1") + "}");
        };
    }

    private Step readResults() {
        return get(own(oneOf(
                "/overview",
                "/coverage/hosts",
                "/coverage/stores",
                "/coverage/accounts?limit=20",
                "/shared-passwords",
                "/findings/export?format=jsonl",
                "/findings/export?format=csv&state=all",
                "/resets",
                "/resets?state=verified",
                "/hosts/" + host() + "/resets",
                "/agents",
                "/enrolment-tokens?limit=5")));
    }

    private Step changeSettings() {
        if (random.nextBoolean()) {
            return get(own("/settings"));
        }
        return put(
                own("/settings"),
                "{\"" + oneOf("mask", "include_locked", "stale_days") + "\":"
                        + oneOf("\"full\"", "\"partial\"", "true", "false", "30", "null") + "}");
    }

    private Step changeHostGroup() {
        int i = random.nextInt(GROUPS);
        String group = own("/host-groups/${hostgroup" + i + "}");
        return switch (random.nextInt(6)) {
            case 0 ->
                post(own("/host-groups"), "{\"name\":" + Api.quoted(oneOf(NAMES)) + "}")
                        .naming("hostgroup" + i, "/id");
            case 1 -> put(group, "{\"name\":" + Api.quoted(oneOf(NAMES)) + "}");
            case 2 -> Step.Call.of("DELETE", group, "");
            case 3 -> post(group + "/hosts", "{\"host_ids\":[\"" + host() + "\"]}");
            case 4 -> get(own("/host-groups"));
            default -> get(group);
        };
    }

    private Step changeDictionary() {
        String dictionary = own("/dictionaries/${hostgroup" + random.nextInt(GROUPS) + "}");
        return switch (random.nextInt(5)) {
            case 0 -> get(dictionary);
            case 1 -> get(dictionary + oneOf("/versions", "/versions/1", "/versions/99"));
            case 2 -> post(dictionary + "/roll-back", "{\"version\":" + oneOf("0", "1", "7") + "}");
            default ->
                put(
                        dictionary,
                        "{\"words\":[" + oneOf("", Api.quoted(oneOf(NAMES)), "\"x\",\"y\"", "\"\"", "7") + "]}");
        };
    }

    private Step scan() {
        String host = hss("/host-management/" + host());
        return switch (random.nextInt(3)) {
            case 0 -> post(host + "/manual-detect", "{\"type\":\"" + oneOf("pwd", "all") + "\"}");
            case 1 -> get(host + "/scan-status?type=" + oneOf("pwd", "odd"));
            default -> get(hss("/baseline/scan-status"));
        };
    }

    /** Rarely: whoever is retired comes back by enrolling once more. */
    private Step retire() {
        int i = random.nextInt(HOSTS);
        if (random.nextInt(4) == 0) {
            return Step.Call.of("DELETE", own("/hosts/${host" + HOSTS + "}"), "");
        }
        return new Step.Enrol("host" + i, "0");
    }

    private void maybe(List<String> parameters, String parameter) {
        if (random.nextInt(3) == 0) {
            parameters.add(parameter);
        }
    }

    private String user() {
        return "${user" + random.nextInt(USERS) + "}";
    }

    private String host() {
        return "${host" + random.nextInt(HOSTS + 1) + "}";
    }

    private String caller() {
        return "key" + random.nextInt(USERS);
    }

    private static String hss(String rest) {
        return "/v5/${project}" + rest;
    }

    private static String ecs(String rest) {
        return "/v1/${project}" + rest;
    }

    private static String own(String rest) {
        return "/v1/watchword/${project}" + rest;
    }

    private static Step.Call get(String target) {
        return Step.Call.of("GET", target, "");
    }

    private static Step.Call post(String target, String body) {
        return Step.Call.of("POST", target, body);
    }

    private static Step.Call put(String target, String body) {
        return Step.Call.of("PUT", target, body);
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
