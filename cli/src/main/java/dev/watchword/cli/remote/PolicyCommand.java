package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.cli.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code policy}: the account's password policy, shown or changed. */
@Command(
        name = "policy",
        description = "Show the account's password policy, or change what is named.",
        mixinStandardHelpOptions = true)
public final class PolicyCommand implements Callable<Integer> {

    private static final String PATH = "/v5/password-policy";

    @Option(names = "--minimum-length", paramLabel = "8-32", description = "Characters that a password must have.")
    private @Nullable Integer minimumLength;

    @Option(names = "--character-types", paramLabel = "2-4", description = "Types of characters that it must mix.")
    private @Nullable Integer types;

    @Option(
            names = "--identical-run",
            paramLabel = "0-32",
            description = "How often one character may stand in a row; 0 means any number.")
    private @Nullable Integer identical;

    @Option(names = "--reuse", paramLabel = "0-24", description = "How many of the last passwords are refused.")
    private @Nullable Integer reuse;

    @Option(names = "--minimum-age", paramLabel = "0-1440", description = "Minutes before it may be changed again.")
    private @Nullable Integer minimumAge;

    @Option(names = "--validity", paramLabel = "0-180", description = "Days until it expires; 0 means never.")
    private @Nullable Integer validity;

    @Option(names = "--refuse-user-name", paramLabel = "true|false", description = "The user's name or its reverse.")
    private @Nullable Boolean notUserName;

    @Option(names = "--users-may-change", paramLabel = "true|false", description = "Users change their own.")
    private @Nullable Boolean mayChange;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Api api = Api.current();
        ObjectNode change = change();
        JsonNode answer = change.isEmpty() ? api.get(PATH) : api.put(PATH, change);
        if (output.isJson()) {
            output.print(answer);
            return 0;
        }
        List<JsonNode> rows = new ArrayList<>();
        answer.path("password_policy")
                .properties()
                .forEach(each -> rows.add(Api.object()
                        .put("name", each.getKey())
                        .put("value", each.getValue().asText())));
        if (rows.isEmpty()) {
            throw Failure.failed("the server answered no policy");
        }
        new Listing().column("FIELD", "name").column("VALUE", "value").print(rows, "", System.out);
        return 0;
    }

    private ObjectNode change() {
        ObjectNode change = Api.object();
        put(change, "minimum_password_length", minimumLength);
        put(change, "password_char_combination", types);
        put(change, "maximum_consecutive_identical_chars", identical);
        put(change, "password_reuse_prevention", reuse);
        put(change, "minimum_password_age", minimumAge);
        put(change, "password_validity_period", validity);
        if (notUserName != null) {
            change.put("password_not_username_or_invert", notUserName);
        }
        if (mayChange != null) {
            change.put("allow_user_to_change_password", mayChange);
        }
        return change;
    }

    private static void put(ObjectNode change, String field, @Nullable Integer value) {
        if (value != null) {
            change.put(field, value);
        }
    }
}
