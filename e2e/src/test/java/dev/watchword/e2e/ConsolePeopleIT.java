package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users, groups, keys and permissions in a real browser, as a person uses them. */
class ConsolePeopleIT {

    private static final String FIRST = "Quiet-Otter-Lamp-81";
    private static final String SECOND = "Brisk-Heron-Gate-47";

    @RegisterExtension
    private static final ServedConsole CONSOLE = new ServedConsole();

    @Test
    void aUserIsMadeJoinsAGroupGetsAKeyAndSignsIn() {
        List<String> wrong = new ArrayList<>();
        Page page = CONSOLE.chromium().window(Chromium.Options.PLAIN);
        page.navigate(CONSOLE.served().endpoint() + "/console/login");
        ConsoleLooks.login(page, CONSOLE.served());
        link(page, "Users").click();
        page.getByText("Add a user").click();
        page.locator("#name").fill("bert");
        page.locator("#new_password").fill("short");
        page.locator("#again").fill("short");
        button(page, "Add").click();
        page.getByText("The user is created, but without a password").waitFor();
        Chromium.violations(page).forEach(wrong::add);
        Chromium.picture(page, "user-without-password-light");
        page.locator("#new_password").fill("treb");
        page.getByText("It does not meet the rules yet:").waitFor();
        assertTrue(page.locator("#meter li").count() > 0, "each rule that fails");
        Chromium.violations(page).forEach(wrong::add);
        Chromium.picture(page, "user-password-meter-light");
        page.locator("#new_password").fill(FIRST);
        page.getByText("It meets the rules.").waitFor();
        page.locator("#again").fill(FIRST);
        button(page, "Set password").click();
        page.getByText("The password is set").waitFor();
        String user = page.url().replaceAll("\\?.*", "");
        page.locator("#group_id").selectOption(new SelectOption().setLabel("readers"));
        page.locator("section:has(#groups-title)")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Add").setExact(true))
                .click();
        page.getByText("The user is in the group.").waitFor();
        button(page, "Create access key").click();
        page.getByText("The secret is shown this once").waitFor();
        Chromium.violations(page).forEach(wrong::add);
        Chromium.picture(page, "key-new-light");
        String secret = page.locator("#secret").inputValue();
        assertEquals(40, secret.length());
        assertFalse(page.url().contains(secret));
        button(page, "I have kept it").click();
        assertFalse(page.content().contains(secret), "shown once");
        button(page, "Disable key").click();
        page.getByText("The access key is disabled.").waitFor();
        page.locator("summary[aria-label^='Delete key']").click();
        page.getByLabel("Programs that use this key stop working.").check();
        Chromium.picture(page, "key-delete-light");
        page.locator("details.sure[open] button").click();
        page.getByText("The access key is deleted.").waitFor();

        Page own = CONSOLE.chromium().window(Chromium.Options.PLAIN);
        own.navigate(CONSOLE.served().endpoint() + "/console/login");
        own.locator("#user").fill("bert");
        own.locator("#password").fill(FIRST);
        own.locator("main button[type=submit]").click();
        own.locator("#old_password").fill(FIRST);
        own.locator("#new_password").fill("short");
        own.getByText("It does not meet the rules yet:").waitFor();
        Chromium.violations(own).forEach(wrong::add);
        Chromium.picture(own, "password-meter-light");
        own.locator("#new_password").fill(SECOND);
        own.getByText("It meets the rules.").waitFor();
        own.locator("#again").fill(SECOND);
        own.locator("main button[type=submit]").click();
        own.locator("#user").fill("bert");
        own.locator("#password").fill(SECOND);
        own.locator("main button[type=submit]").click();
        own.waitForURL(url -> url.endsWith("/overview"));
        for (String path : List.of("users", "groups", "policies", "login-policy", "me", "me/permissions")) {
            own.navigate(CONSOLE.served().endpoint() + "/console/account/" + path);
            Chromium.violations(own).forEach(each -> wrong.add("a reader's " + path + ": " + each));
            Chromium.picture(own, "reader-" + path.replace('/', '-') + "-light");
            if (!path.startsWith("me")) {
                assertEquals(0, own.locator("main form[method=post]").count(), path + ": a reader sees no form");
            }
        }
        page.navigate(user + "/permissions");
        page.getByText("through group").first().waitFor();
        assertTrue(page.getByText("List users with groups, keys and locks").count() > 0);
        page.context().close();
        own.context().close();
        looks(user, wrong);
        assertEquals(List.of(), wrong);
        // A refused form is a page with 400 or 401, of which Chromium tells its console.
        assertEquals(
                List.of(),
                CONSOLE.chromium().said().stream()
                        .filter(line -> !line.matches(".*status of 40[01] .*"))
                        .toList());
    }

    @Test
    void aPolicyIsWrittenReadInWordsRewrittenAndDeleted() {
        List<String> wrong = new ArrayList<>();
        Page page = CONSOLE.chromium().window(Chromium.Options.PLAIN);
        page.navigate(CONSOLE.served().endpoint() + "/console/login");
        ConsoleLooks.login(page, CONSOLE.served());
        link(page, "Permission policies").click();
        button(page, "New policy").click();
        page.locator("#name").fill("list-readers");
        page.locator("#description").fill("Reads the lists of weak passwords");
        button(page, "Show in words").click();
        page.getByText("Nothing is saved yet").waitFor();
        Chromium.violations(page).forEach(wrong::add);
        Chromium.picture(page, "policy-in-words-light");
        assertEquals("list-readers", page.locator("#name").inputValue());
        page.locator("#document").fill("{ no policy");
        button(page, "Create policy").click();
        page.locator("[role=alert]").waitFor();
        Chromium.violations(page).forEach(wrong::add);
        Chromium.picture(page, "policy-refused-light");
        page.locator("#document").fill(policy("Allow", "hss:*:list*"));
        button(page, "Create policy").click();
        page.getByText("The policy is created.").waitFor();
        String policy = page.url();
        assertFalse(policy.contains("?"), policy);
        page.reload();
        assertEquals(0, page.getByText("The policy is created.").count(), "said once");
        button(page, "Edit").click();
        page.locator("#document").fill(policy("Deny", "watchword:resets:create"));
        button(page, "Save as new version").click();
        page.getByText("The new version is saved and counts.").waitFor();
        assertTrue(page.getByText("Ask for password resets").count() > 0);
        Chromium.violations(page).forEach(wrong::add);
        Chromium.picture(page, "policy-versions-light");
        button(page, "Let version v1 count").click();
        page.getByText("This version counts from now on.").waitFor();
        button(page, "Delete version v2").click();
        page.getByText("The version is deleted.").waitFor();
        String account = CONSOLE.served().endpoint() + "/console/account/";
        wrong.addAll(ConsoleLooks.look(
                CONSOLE.chromium(),
                CONSOLE.served(),
                Map.of(
                        "policy-new", account + "policies/new",
                        "policy-edit", policy + "/edit",
                        "policy-custom", policy,
                        "policies-custom", account + "policies")));
        page.locator("summary[aria-label^='Delete policy']").click();
        page.getByLabel("Nobody can be given it any more.").check();
        page.locator("details.sure[open] button").click();
        page.getByText("The policy is deleted.").waitFor();
        link(page, "Groups").click();
        page.getByText("Add a group").click();
        page.locator("#name").fill("day shift");
        button(page, "Add").click();
        page.getByText("Rename or describe").click();
        page.locator("#edit-name").fill("night shift");
        page.locator("#edit-description").fill("Looks after hosts at night");
        Chromium.violations(page).forEach(wrong::add);
        Chromium.picture(page, "group-rename-light");
        button(page, "Save").click();
        page.getByText("Name and description are saved.").waitFor();
        assertTrue(page.getByText("Looks after hosts at night").count() > 0);
        page.context().close();
        assertEquals(List.of(), wrong);
        assertEquals(
                List.of(),
                CONSOLE.chromium().said().stream()
                        .filter(line -> !line.matches(".*status of 40[01] .*"))
                        .toList());
    }

    private static String policy(String effect, String action) {
        return "{\"Version\":\"5.0\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Action\":[\"" + action
                + "\"],\"Resource\":[\"*\"]}]}";
    }

    /** Every page in each look, with a lock, an old key and a policy that somebody wrote. */
    private static void looks(String user, List<String> wrong) {
        Api root = CONSOLE.served().rootByToken();
        String policy = root.post(
                        "/v5/policies",
                        "{\"policy_name\":\"NightShift\",\"description\":\"Only at night, only from the office\","
                                + "\"policy_document\":\"{\\\"Version\\\":\\\"5.0\\\",\\\"Statement\\\":["
                                + "{\\\"Sid\\\":\\\"Read\\\",\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":[\\\"hss:*:list\\\"],"
                                + "\\\"Condition\\\":{\\\"IpAddress\\\":{\\\"g:SourceIp\\\":\\\"192.0.2.0/24\\\"}}},"
                                + "{\\\"Effect\\\":\\\"Deny\\\",\\\"Action\\\":[\\\"watchword:resets:*\\\"],"
                                + "\\\"Resource\\\":[\\\"*\\\"]}]}\"}")
                .expect(201)
                .json()
                .at("/policy/policy_id")
                .asText();
        String id = user.replaceAll(".*/", "");
        root.post("/v5/policies/" + policy + "/attach-user", "{\"user_id\":\"" + id + "\"}")
                .expect(200);
        root.post("/v5/users/" + id + "/access-keys", "").expect(201);
        String group = root.get("/v5/groups?limit=200")
                .expect(200)
                .json()
                .at("/groups/0/group_id")
                .asText();
        Page guess = CONSOLE.chromium().window(Chromium.Options.PLAIN);
        for (int i = 0; i < 6; i++) {
            guess.navigate(CONSOLE.served().endpoint() + "/console/login");
            guess.locator("#user").fill("bert");
            guess.locator("#password").fill("wrong");
            guess.locator("main button[type=submit]").click();
            guess.locator("[role=alert]").waitFor();
        }
        guess.context().close();
        Map<String, String> pages = new TreeMap<>();
        String account = CONSOLE.served().endpoint() + "/console/account/";
        pages.put("users", account + "users");
        pages.put("user", user);
        pages.put("user-permissions", user + "/permissions");
        pages.put("user-permissions-denied", user + "/permissions?verdict=denied");
        pages.put("groups", account + "groups");
        pages.put("group", account + "groups/" + group);
        pages.put("policies", account + "policies");
        pages.put("policy-identity", account + "policies/" + policy);
        pages.put("me", account + "me");
        pages.put("login-policy", account + "login-policy");
        wrong.addAll(ConsoleLooks.look(CONSOLE.chromium(), CONSOLE.served(), pages));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.locator("main")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .first();
    }
}
