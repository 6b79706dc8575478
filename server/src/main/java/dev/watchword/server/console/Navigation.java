package dev.watchword.server.console;

import java.util.List;

/** Where one can go from every page; a line for each. */
public final class Navigation {

    private static final List<Line> LINES = List.of(
            new Line("overview", "/console/projects/{}/overview"),
            new Line("weak", "/console/projects/{}/weak-passwords"),
            new Line("shared", "/console/projects/{}/shared-passwords"),
            new Line("hosts", "/console/projects/{}/hosts"),
            new Line("resets", "/console/projects/{}/resets"),
            new Line("images", "/console/projects/{}/images"),
            new Line("registries", "/console/projects/{}/registries"),
            new Line("words", "/console/projects/{}/words"),
            new Line("policy", "/console/account/password-policy"),
            new Line("users", "/console/account/users"),
            new Line("groups", "/console/account/groups"),
            new Line("policies", "/console/account/policies"),
            new Line("loginpolicy", "/console/account/login-policy"),
            new Line("auditlog", "/console/account/audit-log"));

    private Navigation() {}

    /**
     * @param label in the viewer's language
     * @param address of the page
     * @param current whether the viewer is there or below it
     */
    public record Place(String label, String address, boolean current) {}

    /** @param page the key of its text, {@code nav.PAGE} */
    private record Line(String page, String template) {}

    static List<Place> places(Texts texts, String project, String path) {
        return LINES.stream()
                .filter(line -> !line.template().contains("{}") || !project.isEmpty())
                .map(line -> {
                    String address = line.template().contains("{}")
                            ? Address.of(line.template(), project).toString()
                            : line.template();
                    boolean current = path.equals(address) || path.startsWith(address + "/");
                    return new Place(texts.of("nav." + line.page()), address, current);
                })
                .toList();
    }
}
