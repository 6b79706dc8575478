package dev.watchword.server.console;

import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.http.Verb;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: it keeps cookies, tells where a form comes from, and sends what a form's hidden fields hold. */
public final class TestBrowser {

    public static final String USER = "c0000000000000000000000000000009";
    public static final String PASSWORD = "Kelp-Orbit-Fjord-29";

    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([0-9a-f]{64})\"");

    private final TestApi api;
    private final Map<String, String> cookies = new TreeMap<>();
    private final Map<String, List<String>> headers = new HashMap<>();
    private String formToken = "";

    public TestBrowser(TestApi api) {
        this.api = api;
        headers.put("host", List.of("watchword.example:8080"));
        headers.put("origin", List.of("http://watchword.example:8080"));
        headers.put("sec-fetch-site", List.of("same-origin"));
    }

    /** One that is signed in as a new user of the first account, who may do everything. */
    public static TestBrowser signedIn(TestApi api) {
        addUser(api, true);
        TestBrowser browser = new TestBrowser(api);
        Response response = browser.login("anna", PASSWORD);
        if (response.status() != 303) {
            throw new AssertionError(response);
        }
        browser.get("/console/password");
        return browser;
    }

    /** A user called anna with the password above. */
    public static void addUser(TestApi api, boolean root) {
        api.parts()
                .database()
                .change(handle -> handle.execute(
                        "insert into iam_user (id, domain_id, name, description, enabled, root, created_at,"
                                + " password_reset_required) values (?, ?, 'anna', '', true, ?, 0, false)",
                        USER,
                        TestApi.DOMAIN,
                        root));
        Response made = api.post(
                "/v5/users/" + USER + "/login-profile",
                "{\"password\":\"" + PASSWORD + "\",\"password_reset_required\":false}");
        if (made.status() != 201) {
            throw new AssertionError(made);
        }
    }

    /** Later calls have this header. */
    public TestBrowser header(String name, String value) {
        headers.put(name, List.of(value));
        return this;
    }

    /** Later calls lack this header. */
    public TestBrowser without(String name) {
        headers.remove(name);
        return this;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /** Sends the form of the page to sign in. */
    public Response login(String user, String password) {
        return post("/console/login", Map.of("account", "acme", "user", user, "password", password));
    }

    /** A page, without following where it sends one. */
    public Response get(String target) {
        Response response = kept(api.call(Verb.GET, target, new byte[0], sent()));
        Matcher token = TOKEN.matcher(response.text());
        if (token.find()) {
            formToken = token.group(1);
        }
        return response;
    }

    /** Sends a form with the token of the last page that had one. */
    public Response submit(String target, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("form_token", formToken);
        return post(target, all);
    }

    /** The same with a field that stands in it once for each value. */
    public Response submitAll(String target, Map<String, String> fields, String name, List<String> values) {
        String more = values.stream()
                .map(value -> encoded(name) + "=" + encoded(value))
                .collect(Collectors.joining("&"));
        Map<String, String> all = new HashMap<>(fields);
        all.put("form_token", formToken);
        return send(target, body(all) + "&" + more);
    }

    /** Sends a form as it is. */
    public Response post(String target, Map<String, String> fields) {
        return send(target, body(fields));
    }

    private static String body(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private Response send(String target, String body) {
        return kept(api.call(Verb.POST, target, body.getBytes(StandardCharsets.UTF_8), sent()));
    }

    private Map<String, List<String>> sent() {
        Map<String, List<String>> sent = new HashMap<>(headers);
        if (!cookies.isEmpty()) {
            sent.put(
                    "cookie",
                    List.of(cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; "))));
        }
        return sent;
    }

    private Response kept(Response response) {
        String set = response.answer().headers().getOrDefault("Set-Cookie", "");
        if (!set.isEmpty()) {
            String[] pair = set.split(";", 2)[0].split("=", 2);
            if (set.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return response;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
