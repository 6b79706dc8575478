package dev.watchword.server.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.http.Misfit;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import dev.watchword.server.words.CustomWord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The text inside of the vendor's {@code weak_pwd_policy_info.content}, whose form the vendor does not tell. Ours is JSON:
 *
 * <pre>{@code
 * {"enabled": true,
 *  "extended_weak_password": ["…"],
 *  "password_complexity": {"min_length": 8, "min_uppercase_letter": 1, "min_lowercase_letter": 1,
 *                          "min_number": 1, "min_special_character": 1}}
 * }</pre>
 *
 * Each member may be left out, which leaves what it says as it is.
 *
 * @param enabled whether the group's hosts use the dictionary
 * @param words the whole dictionary
 * @param requirement what the hosts shall demand of new passwords
 */
record WeakPasswordPolicy(Optional<Boolean> enabled, Optional<List<String>> words, Optional<Requirement> requirement) {

    private static final Shape AMOUNT = Shape.whole(0, 10);
    private static final Shape.Members SHAPE = Shape.members(
            Field.optional("enabled", Shape.flag()),
            Field.optional("extended_weak_password", CustomWord.LIST),
            Field.optional(
                    "password_complexity",
                    Shape.members(
                            Field.optional("min_length", Shape.whole(8, 26)).or(Requirement.DEFAULT.length()),
                            Field.optional("min_uppercase_letter", AMOUNT).or(Requirement.DEFAULT.uppercase()),
                            Field.optional("min_lowercase_letter", AMOUNT).or(Requirement.DEFAULT.lowercase()),
                            Field.optional("min_number", AMOUNT).or(Requirement.DEFAULT.digits()),
                            Field.optional("min_special_character", AMOUNT).or(Requirement.DEFAULT.special()))));

    /**
     * Reads it.
     *
     * @throws ApiError 400, quoting nothing of it
     */
    static WeakPasswordPolicy parse(String content, Service service) {
        try {
            Values values = (Values) SHAPE.read(Json.read(content.getBytes(StandardCharsets.UTF_8), JsonNode.class));
            return new WeakPasswordPolicy(
                    values.optionalFlag("enabled"),
                    values.has("extended_weak_password")
                            ? Optional.of(CustomWord.folded(values.texts("extended_weak_password")))
                            : Optional.empty(),
                    values.optionalObject("password_complexity").map(WeakPasswordPolicy::requirement));
        } catch (MalformedJson malformed) {
            throw service.invalid("weak_pwd_policy_info.content", "it is not valid JSON, " + malformed.reason());
        } catch (Misfit misfit) {
            throw misfit.under("weak_pwd_policy_info.content").as(service);
        }
    }

    /** Writes one with all of its members. */
    static String write(boolean enabled, List<String> words, Requirement requirement) {
        var json = Json.object().put("enabled", enabled);
        json.set("extended_weak_password", Json.tree(words));
        json.putObject("password_complexity")
                .put("min_length", requirement.length())
                .put("min_uppercase_letter", requirement.uppercase())
                .put("min_lowercase_letter", requirement.lowercase())
                .put("min_number", requirement.digits())
                .put("min_special_character", requirement.special());
        return json.toString();
    }

    private static Requirement requirement(Values values) {
        return new Requirement(
                values.whole("min_length"),
                values.whole("min_uppercase_letter"),
                values.whole("min_lowercase_letter"),
                values.whole("min_number"),
                values.whole("min_special_character"));
    }

    @Override
    public String toString() {
        return "WeakPasswordPolicy[" + words.map(List::size).orElse(0) + " words]";
    }
}
