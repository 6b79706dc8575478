package dev.watchword.server.routes;

import dev.watchword.server.console.Console;
import dev.watchword.server.console.Page;
import dev.watchword.server.console.page.AuditLogPage;
import dev.watchword.server.console.page.FindingPage;
import dev.watchword.server.console.page.GroupsPage;
import dev.watchword.server.console.page.HostPage;
import dev.watchword.server.console.page.HostsPage;
import dev.watchword.server.console.page.ImagePage;
import dev.watchword.server.console.page.ImageScanPage;
import dev.watchword.server.console.page.ImagesPage;
import dev.watchword.server.console.page.LoginPolicyPage;
import dev.watchword.server.console.page.NewResetPage;
import dev.watchword.server.console.page.OverviewPage;
import dev.watchword.server.console.page.OwnPage;
import dev.watchword.server.console.page.PasswordChange;
import dev.watchword.server.console.page.PasswordMeter;
import dev.watchword.server.console.page.PermissionsPage;
import dev.watchword.server.console.page.PoliciesPage;
import dev.watchword.server.console.page.PolicyEditor;
import dev.watchword.server.console.page.PolicyPage;
import dev.watchword.server.console.page.RegistriesPage;
import dev.watchword.server.console.page.RegistryPage;
import dev.watchword.server.console.page.ResetPage;
import dev.watchword.server.console.page.ResetsPage;
import dev.watchword.server.console.page.SharedPasswordsPage;
import dev.watchword.server.console.page.TrialPage;
import dev.watchword.server.console.page.UserForms;
import dev.watchword.server.console.page.UserPage;
import dev.watchword.server.console.page.UsersPage;
import dev.watchword.server.console.page.WeakPasswordsPage;
import dev.watchword.server.console.page.WordHistory;
import dev.watchword.server.console.page.WordListPage;
import dev.watchword.server.console.page.WordsPage;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the console. They are no part of the API and of its document. */
public final class ConsoleRoutes {

    private static final int FORM = 64 * 1024;

    /** A full list of words, each byte escaped. */
    private static final int WIDE = 2 << 20;

    private static final String ACCOUNT = "/console/account";
    private static final String PROJECT = "/console/projects/{project_id}";

    private ConsoleRoutes() {}

    /** All of them. */
    public static List<Route> of(Console console) {
        return Stream.of(first(console), words(console), people(console))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> first(Console console) {
        return List.of(
                // Open: whoever has no session yet shows a password.
                Route.get("/console/login", Service.WATCHWORD)
                        .openToAll()
                        .says("Asks who one is")
                        .refusing(console.errors())
                        .to(console.signIn()::show),
                Route.post("/console/login", Service.WATCHWORD)
                        .openToOwnPages()
                        .says("Signs in")
                        .upTo(FORM)
                        .refusing(console.errors())
                        .to(console.signIn()::login),
                Route.post("/console/logout", Service.WATCHWORD)
                        .needsSession()
                        .says("Signs out")
                        .upTo(FORM)
                        .refusing(console.errors())
                        .to(console.signIn()::logout),
                // Open: the page to sign in has a language and a theme too. Nothing is kept here.
                Route.post("/console/choices", Service.WATCHWORD)
                        .openToOwnPages()
                        .says("Has the browser keep a language or theme")
                        .upTo(FORM)
                        .mutating(false)
                        .refusing(console.errors())
                        .to(console::choose),
                // Open: they are the same for everybody.
                Route.get("/console/static/{hash}/{name}", Service.WATCHWORD)
                        .openToAll()
                        .says("Style, script and picture")
                        .refusing(console.errors())
                        .to(console.files()::show),
                page(console, "/console", "The first page of the first project", console::start),
                page(console, "/console/projects/{project_id}/overview", "A project at a glance", OverviewPage::show),
                page(
                        console,
                        "/console/projects/{project_id}/weak-passwords",
                        "The list of weak passwords",
                        WeakPasswordsPage::show),
                page(
                        console,
                        "/console/projects/{project_id}/weak-passwords/export",
                        "The same as a file",
                        WeakPasswordsPage::export),
                page(
                        console,
                        "/console/projects/{project_id}/hosts/{host_id}/findings/{finding_id}",
                        "One finding",
                        FindingPage::show),
                form(
                        console,
                        "/console/projects/{project_id}/hosts/{host_id}/findings/{finding_id}/accept",
                        "Accepts a finding",
                        FindingPage::accept),
                form(
                        console,
                        "/console/projects/{project_id}/hosts/{host_id}/findings/{finding_id}/withdraw",
                        "Takes an acceptance back",
                        FindingPage::withdraw),
                page(
                        console,
                        "/console/projects/{project_id}/shared-passwords",
                        "Groups of accounts with the same password",
                        SharedPasswordsPage::groups),
                page(
                        console,
                        "/console/projects/{project_id}/shared-passwords/{group_id}",
                        "One such group",
                        SharedPasswordsPage::members),
                page(console, "/console/projects/{project_id}/hosts", "The hosts", HostsPage::show),
                form(console, "/console/projects/{project_id}/hosts", "Makes a token to enrol with", HostsPage::enrol),
                page(console, "/console/projects/{project_id}/hosts/{host_id}", "One host", HostPage::show),
                form(
                        console,
                        "/console/projects/{project_id}/hosts/{host_id}/scan",
                        "Asks a host for a scan",
                        HostPage::scan),
                page(console, "/console/password", "Asks for another password of one's own", PasswordChange::show),
                form(console, "/console/password", "Changes one's own password", PasswordChange::change));
    }

    /** Words, password policy, registries and images. */
    private static List<Route> words(Console console) {
        return List.of(
                page(console, PROJECT + "/words", "Lists custom words", WordsPage::show),
                page(console, PROJECT + "/words/images", "Words of images", WordListPage::showImages),
                form(console, PROJECT + "/words/images", "Saves words of images", WordListPage::saveImages, WIDE),
                page(
                        console,
                        PROJECT + "/words/images/versions/{version}",
                        "A version of the words of images",
                        WordHistory::image),
                page(console, PROJECT + "/words/groups/{group_id}", "Words of a host group", WordListPage::showGroup),
                form(
                        console,
                        PROJECT + "/words/groups/{group_id}",
                        "Saves words of a host group",
                        WordListPage::saveGroup,
                        WIDE),
                form(
                        console,
                        PROJECT + "/words/groups/{group_id}/try",
                        "Asks agents about words",
                        WordListPage::tryGroup,
                        WIDE),
                page(
                        console,
                        PROJECT + "/words/groups/{group_id}/trials/{job_id}",
                        "What agents say of words",
                        TrialPage::show),
                page(
                        console,
                        PROJECT + "/words/groups/{group_id}/versions/{version}",
                        "A version of words",
                        WordHistory::group),
                form(
                        console,
                        PROJECT + "/words/groups/{group_id}/versions/{version}",
                        "Brings a version back",
                        WordHistory::restore),
                page(console, "/console/account/password-policy", "The password policy", PolicyPage::show),
                form(console, "/console/account/password-policy", "Saves the password policy", PolicyPage::save),
                form(
                        console,
                        "/console/account/password-policy/preview",
                        "Shows what a password policy would mean",
                        PolicyPage::preview),
                page(console, PROJECT + "/resets", "Lists password resets", ResetsPage::show),
                form(console, PROJECT + "/resets", "Asks for new passwords", NewResetPage::request),
                page(console, PROJECT + "/resets/new", "Chooses a new password", NewResetPage::show),
                page(console, PROJECT + "/resets/{reset_id}", "How far a password reset is", ResetPage::show),
                form(console, PROJECT + "/resets/{reset_id}/cancel", "Takes a reset back", ResetPage::cancel),
                page(console, PROJECT + "/registries", "Lists registries", RegistriesPage::show),
                form(console, PROJECT + "/registries", "Adds a registry", RegistriesPage::add, WIDE),
                page(console, PROJECT + "/registries/{registry_id}", "A registry", RegistryPage::show),
                form(console, PROJECT + "/registries/{registry_id}/test", "Tests a registry", RegistriesPage::test),
                form(
                        console,
                        PROJECT + "/registries/{registry_id}/delete",
                        "Deletes a registry",
                        RegistriesPage::delete),
                form(
                        console,
                        PROJECT + "/registries/{registry_id}/scan",
                        "Scans images of a registry",
                        RegistryPage::scan),
                form(
                        console,
                        PROJECT + "/registries/{registry_id}/schedules",
                        "Adds a schedule",
                        RegistryPage::addSchedule),
                form(
                        console,
                        PROJECT + "/registries/{registry_id}/schedules/{schedule_id}/switch",
                        "Switches a schedule off or on",
                        RegistryPage::switchSchedule),
                form(
                        console,
                        PROJECT + "/registries/{registry_id}/schedules/{schedule_id}/delete",
                        "Deletes a schedule",
                        RegistryPage::deleteSchedule),
                page(console, PROJECT + "/images", "Lists images", ImagesPage::show),
                form(console, PROJECT + "/images/scan", "Scans chosen images again", ImagesPage::scan, WIDE),
                page(console, PROJECT + "/images/read/{image_id}", "What is weak in an image", ImagePage::show),
                page(console, PROJECT + "/images/scans/{scan_id}", "How far a scan is", ImageScanPage::show),
                form(console, PROJECT + "/images/scans/{scan_id}/cancel", "Cancels a scan", ImageScanPage::cancel));
    }

    private static List<Route> people(Console console) {
        return List.of(
                form(console, "/console/password/check", "Looks at a new password of one's own", PasswordMeter::own),
                form(
                        console,
                        "/console/password/user-check",
                        "Looks at a new password of another user",
                        PasswordMeter::user),
                form(console, "/console/password/host-check", "Looks at a new password of a host", PasswordMeter::host),
                page(console, ACCOUNT + "/me", "What is one's own", OwnPage::show),
                form(console, ACCOUNT + "/me", "Ends sessions, makes and ends access keys", OwnPage::act),
                page(console, ACCOUNT + "/me/permissions", "What one may do", PermissionsPage::own),
                page(console, ACCOUNT + "/users", "Lists users", UsersPage::show),
                form(console, ACCOUNT + "/users", "Makes a user", UsersPage::create),
                page(console, ACCOUNT + "/users/{user_id}", "A user", UserPage::show),
                form(console, ACCOUNT + "/users/{user_id}", "Changes a user", UserForms::act),
                page(
                        console,
                        ACCOUNT + "/users/{user_id}/permissions",
                        "What a user may do and why",
                        PermissionsPage::show),
                page(console, ACCOUNT + "/groups", "Lists groups", GroupsPage::show),
                form(console, ACCOUNT + "/groups", "Makes a group", GroupsPage::create),
                page(console, ACCOUNT + "/groups/{group_id}", "A group", GroupsPage::one),
                form(console, ACCOUNT + "/groups/{group_id}", "Changes a group", GroupsPage::act),
                page(console, ACCOUNT + "/policies", "Lists identity policies", PoliciesPage::show),
                page(console, ACCOUNT + "/policies/new", "Begins an identity policy", PolicyEditor::fresh),
                form(console, ACCOUNT + "/policies/new", "Makes an identity policy", PolicyEditor::create),
                page(console, ACCOUNT + "/policies/{policy_id}", "An identity policy in words", PoliciesPage::one),
                form(console, ACCOUNT + "/policies/{policy_id}", "Changes an identity policy", PoliciesPage::act),
                page(
                        console,
                        ACCOUNT + "/policies/{policy_id}/edit",
                        "Rewrites an identity policy",
                        PolicyEditor::edit),
                form(
                        console,
                        ACCOUNT + "/policies/{policy_id}/edit",
                        "Saves a version of an identity policy",
                        PolicyEditor::save),
                page(console, ACCOUNT + "/login-policy", "How users sign in", LoginPolicyPage::show),
                form(console, ACCOUNT + "/login-policy", "Saves how users sign in", LoginPolicyPage::save),
                page(console, "/console/account/audit-log", "Searches the audit log", AuditLogPage::show),
                page(
                        console,
                        "/console/account/audit-log/export",
                        "Gives the shown part of the audit log as a file",
                        AuditLogPage::export));
    }

    /** A page that somebody who is signed in looks at. */
    private static Route page(Console console, String path, String says, Page page) {
        return Route.get(path, Service.WATCHWORD)
                .needsSession()
                .says(says)
                .refusing(console.errors())
                .to(console.page(path, page));
    }

    /** A form of a page. The calls of the API that it makes are what is audited. */
    private static Route form(Console console, String path, String says, Page page) {
        return form(console, path, says, page, FORM);
    }

    private static Route form(Console console, String path, String says, Page page, int limit) {
        return Route.post(path, Service.WATCHWORD)
                .needsSession()
                .says(says)
                .upTo(limit)
                .mutating(false)
                .refusing(console.errors())
                .to(console.page(page));
    }
}
