package dev.watchword.server.images;

import dev.watchword.server.Parts;
import dev.watchword.server.baseline.Requirement;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import dev.watchword.server.settings.Settings;
import org.jdbi.v3.core.statement.Query;

/**
 * The vendor's numbers of what is weak in images: as many as its lists hold. Safe for use by many threads.
 *
 * @param parts the database
 */
public record ImageStatistic(Parts parts) {

    private static final Shape COUNT = Shape.whole(0, Integer.MAX_VALUE);

    /** Of which images. */
    public static final Fields QUERY = Fields.of(
            Field.required(
                    "image_type", Shape.word("private_image", "shared_image", "instance_image", "registry", "cicd")),
            Listing.ENTERPRISE_PROJECT);

    /** The numbers. */
    public static final Fields ANSWER = Fields.of(
            Field.required("image_weak_pwd", COUNT).saying("Accounts whose password is known to be weak or empty."),
            Field.required("pwd_policy", COUNT).saying("Images whose password rules demand too little."),
            Field.required("security_check", COUNT).saying("0: configurations are not checked."));

    private static final String FILTERS = " and i.image_type = :imageType and (:enterprise = '"
            + Listing.ALL_ENTERPRISE_PROJECTS + "' or i.enterprise_project_id = :enterprise)";

    /** Answers them. */
    public Answer show(Call call) {
        Listing.checkRegion(call);
        return parts.database().read(handle -> {
            boolean locked = Settings.of(handle, call.projectId()).includeLocked();
            int weak = count(
                    handle.createQuery("select count(*)" + ImagesApi.ACCOUNTS + FILTERS)
                            .bind("locked", locked),
                    call);
            int rules = count(
                    handle.createQuery("select count(*)" + ImagesApi.WITH_RULES + FILTERS)
                            .bindMethods(Requirement.DEFAULT),
                    call);
            return Answer.ok(Json.object()
                    .put("image_weak_pwd", weak)
                    .put("pwd_policy", rules)
                    .put("security_check", 0));
        });
    }

    private static int count(Query query, Call call) {
        return query.bind("projectId", call.projectId())
                .bind("imageType", call.query().text("image_type"))
                .bind("enterprise", call.query().text("enterprise_project_id"))
                .mapTo(Integer.class)
                .one();
    }
}
