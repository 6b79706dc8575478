package dev.watchword.server.weakpasswords;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * How many of a project's open findings have a password that a password policy would have refused: counted by length,
 * character types and longest run, which is all that is known of passwords. Safe for use by many threads.
 *
 * @param parts the database
 */
public record Strengths(Parts parts) {

    private static final Shape COUNT = Shape.whole(0, Listing.MOST);

    /** The policy's fields, each with the value that refuses nothing. */
    public static final Fields QUERY = Fields.of(
            Field.optional("minimum_password_length", Shape.whole(0, 1_000))
                    .or(0)
                    .saying("Characters at the least."),
            Field.optional("password_char_combination", Shape.whole(0, 4))
                    .or(0)
                    .saying("Character types at the least."),
            Field.optional("maximum_consecutive_identical_chars", Shape.whole(0, 1_000))
                    .or(0)
                    .saying("How often one character may stand in a row; 0 is any number."),
            Field.optional("password_not_username_or_invert", Shape.flag())
                    .or(false)
                    .saying("Whether the user name is refused."),
            Field.optional("refuse_weak_words", Shape.flag())
                    .or(false)
                    .saying("Whether common and custom words are refused."));

    /** Numbers of findings; one password may break several rules. */
    public static final Fields ANSWER = Fields.of(
            Field.required("open", COUNT),
            Field.required("unknown", COUNT)
                    .saying("Of the open ones, those of whose password neither length nor weakness tells enough."),
            Field.required("refused", COUNT).saying("Those that break at least one rule."),
            Field.required("by_length", COUNT),
            Field.required("by_classes", COUNT),
            Field.required("by_run", COUNT),
            Field.required("by_user_name", COUNT),
            Field.required("by_words", COUNT));

    /** Findings of one make. */
    private record Make(int length, int classes, int run, String weakness, long number) {

        private static Make of(String[] words, long number) {
            return new Make(
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    words[4],
                    number);
        }

        /** Length 0 stands for a password that is not known, unless it is known to be none. */
        boolean isKnown() {
            return length > 0 || weakness.equals("empty");
        }
    }

    /** Answers the numbers. */
    public Answer show(Call call) {
        Values policy = call.query();
        int run = policy.whole("maximum_consecutive_identical_chars");
        Predicate<Make> shorter = make -> make.isKnown() && make.length() < policy.whole("minimum_password_length");
        Predicate<Make> plain = make -> make.isKnown() && make.classes() < policy.whole("password_char_combination");
        Predicate<Make> repeating = make -> run > 0 && make.run() > run;
        Predicate<Make> name = make -> policy.flag("password_not_username_or_invert")
                && make.weakness().equals("username");
        Predicate<Make> word = make -> policy.flag("refuse_weak_words")
                && (make.weakness().equals("common") || make.weakness().equals("custom"));
        Predicate<Make> refused = shorter.or(plain).or(repeating).or(name).or(word);
        List<Make> makes = parts.database().read(handle -> makes(handle, call.projectId()));
        return Answer.ok(Json.object()
                .put("open", count(makes, make -> true))
                .put("unknown", count(makes, make -> !make.isKnown() && !refused.test(make)))
                .put("refused", count(makes, refused))
                .put("by_length", count(makes, shorter))
                .put("by_classes", count(makes, plain))
                .put("by_run", count(makes, repeating))
                .put("by_user_name", count(makes, name))
                .put("by_words", count(makes, word)));
    }

    private static long count(List<Make> makes, Predicate<Make> counted) {
        return makes.stream().filter(counted).mapToLong(Make::number).sum();
    }

    /** As {@link FindingCounts} keeps them. */
    private static List<Make> makes(Handle handle, String projectId) {
        return handle.createQuery("select subject, number from finding_count where project_id = :project"
                        + " and number <> 0 and subject > 'make ' and subject < 'make~'")
                .bind("project", projectId)
                .map((row, context) -> Make.of(row.getString("subject").split(" ", -1), row.getLong("number")))
                .list();
    }
}
