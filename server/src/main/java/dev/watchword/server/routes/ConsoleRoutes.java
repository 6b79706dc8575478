package dev.watchword.server.routes;

import dev.watchword.server.console.Console;
import dev.watchword.server.console.Page;
import dev.watchword.server.console.page.FindingPage;
import dev.watchword.server.console.page.HostPage;
import dev.watchword.server.console.page.HostsPage;
import dev.watchword.server.console.page.OverviewPage;
import dev.watchword.server.console.page.PasswordChange;
import dev.watchword.server.console.page.SharedPasswordsPage;
import dev.watchword.server.console.page.WeakPasswordsPage;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import java.util.List;

/** The pages of the console. They are no part of the API and of its document. */
public final class ConsoleRoutes {

    private static final int FORM = 64 * 1024;

    private ConsoleRoutes() {}

    /** All of them. */
    public static List<Route> of(Console console) {
        return List.of(
                // Open: whoever has no session yet shows a password.
                Route.get("/console/login", Service.WATCHWORD)
                        .openToAll()
                        .says("Asks who one is")
                        .refusing(console.errors())
                        .to(console.signIn()::show),
                Route.post("/console/login", Service.WATCHWORD)
                        .openToAll()
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
                        .openToAll()
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

    /** A page that somebody who is signed in looks at. */
    private static Route page(Console console, String path, String says, Page page) {
        return Route.get(path, Service.WATCHWORD)
                .needsSession()
                .says(says)
                .refusing(console.errors())
                .to(console.page(page));
    }

    /** A form of a page. The calls of the API that it makes are what is audited. */
    private static Route form(Console console, String path, String says, Page page) {
        return Route.post(path, Service.WATCHWORD)
                .needsSession()
                .says(says)
                .upTo(FORM)
                .mutating(false)
                .refusing(console.errors())
                .to(console.page(page));
    }
}
