package dev.watchword.server.weakpasswords;

import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Shape;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the list of findings from which a page begins, however far that is: the finding beside it.
 *
 * @param ahead whether the page comes after it, and not before it
 */
record FindingPlace(boolean ahead, long firstSeenAt, String hostId, String findingId) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}),(.{1,64}),([^,]{1,64})");
    private static final String FORM = " of first_seen_at, host_id and finding_id, with commas between.";

    /** How calls name one. */
    static final Field[] FIELDS = {
        Field.optional("after", Shape.text(0, 256)).saying("The page comes right after the finding" + FORM),
        Field.optional("before", Shape.text(0, 256)).saying("The page comes right before the finding" + FORM)
    };

    /** The one that a call names. */
    static Optional<FindingPlace> of(Call call) {
        Optional<String> after = call.query().filter("after");
        Optional<String> before = call.query().filter("before");
        if (after.isPresent() && before.isPresent()) {
            throw call.service().invalid("before", "there is an after");
        }
        return after.map(text -> of(call, "after", text)).or(() -> before.map(text -> of(call, "before", text)));
    }

    private static FindingPlace of(Call call, String name, String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw call.service().invalid(name, "it has first_seen_at, host_id and finding_id with commas between");
        }
        return new FindingPlace(name.equals("after"), Long.parseLong(parts.group(1)), parts.group(2), parts.group(3));
    }

    /** What stands there, and in which order it is taken from there on. */
    String condition() {
        return "(f.first_seen_at, f.host_id, f.id) " + (ahead ? "<" : ">") + " (:placeAt, :placeHost, :placeFinding)";
    }

    Conditions bind(Conditions conditions) {
        return conditions.bind("placeAt", firstSeenAt).bind("placeHost", hostId).bind("placeFinding", findingId);
    }
}
