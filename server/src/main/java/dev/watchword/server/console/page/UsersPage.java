package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;

/** The users of the account; new ones are made here. */
public final class UsersPage {

    /** Days after which an access key should be replaced. */
    public static final int OLD_KEY = 90;

    static final String HERE = "/console/account/users";

    private UsersPage() {}

    /**
     * What the template shows.
     *
     * @param filters what is asked for
     * @param users this part of the list
     * @param paging where one is in it
     * @param may what the viewer may do
     * @param form what was written, for a form that must be filled in again
     * @param refusal what is wrong with it, {@code ""} for nothing
     */
    public record View(Filters filters, List<Row> users, Paging paging, May may, Written form, String refusal) {

        /** The objects of a user's part that is a list. */
        public List<Row> parts(Row user, String name) {
            return Lists.of(user, name);
        }
    }

    /**
     * What was written, without the password.
     *
     * @param name of the user
     * @param description for people
     * @param mustChange whether they must choose another password
     */
    public record Written(String name, String description, boolean mustChange) {
        static final Written NOTHING = new Written("", "", true);
    }

    /** Shows them. */
    public static Answer show(Visit visit) {
        return page(visit, 200, Written.NOTHING, "");
    }

    /**
     * Makes one. User and password are two calls: when only the first succeeds, the user's own page says so and offers to
     * set the password.
     */
    public static Answer create(Visit visit) {
        FormBody form = visit.form();
        Written written = new Written(
                form.text("name"),
                form.text("description"),
                form.text("must_change").equals("yes"));
        String password = form.optional("new_password").orElse("");
        if (!password.equals(form.optional("again").orElse(""))) {
            return page(visit, 400, written, visit.texts().of("password.differ"));
        }
        String id;
        try {
            id = visit.api()
                    .send(
                            Verb.POST,
                            Address.of("/v5/users"),
                            Json.object().put("name", written.name()).put("description", written.description()))
                    .path("user")
                    .path("user_id")
                    .asText();
        } catch (ApiRefusal refusal) {
            return page(visit, refusal.status(), written, Refused.said(visit, refusal));
        }
        if (password.isEmpty()) {
            return visit.done(UserPage.here(id), "userCreated");
        }
        try {
            UserForms.firstPassword(visit, id, password, written.mustChange());
        } catch (ApiRefusal refusal) {
            return UserPage.page(
                    visit, id, refusal.status(), visit.texts().of("users.createdWithout", Refused.why(visit, refusal)));
        }
        return visit.done(UserPage.here(id), "userCreated");
    }

    private static Answer page(Visit visit, int status, Written form, String refusal) {
        Filters filters = Filters.of(visit, "name");
        long offset = Paging.offset(visit);
        JsonNode list = visit.api()
                .get(filters.on(Address.of("/v1/watchword/users"))
                        .with("limit", Paging.SIZE)
                        .with("offset", offset));
        View view = new View(
                filters,
                Row.of(list),
                Paging.of(
                        visit,
                        filters.on(Address.of(HERE)),
                        list.path("total_num").asLong()),
                May.of(visit),
                form,
                refusal);
        return visit.page(status, "users", visit.texts().of("users.title"), view);
    }
}
