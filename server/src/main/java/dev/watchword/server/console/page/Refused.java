package dev.watchword.server.console.page;

import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Shown;
import dev.watchword.server.console.Visit;

/** What stands beside a form that the API refused. */
final class Refused {

    private Refused() {}

    /** That something was not done, and why. */
    static String said(Visit visit, ApiRefusal refusal) {
        return visit.texts().of("users.refused", why(visit, refusal));
    }

    /** In the viewer's language where it is the permission, else in the API's own words. */
    static String why(Visit visit, ApiRefusal refusal) {
        return refusal.permission()
                .map(action -> visit.texts().of("users.lacks", action))
                .orElseGet(() -> Shown.text(refusal.message()));
    }
}
