package dev.watchword.server.iam;

import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.iam.authorization.Denials;

/**
 * Opens the sealed reason of a denial for somebody who may read it.
 *
 * @param denials opens
 */
public record DecodeAuthorizationMessage(Denials denials) {

    /** What is asked. */
    public static final Fields QUESTION =
            Fields.of(Field.required("encoded_message", Shape.text(1, Denials.MOST_CHARACTERS)));

    /** What is answered. */
    public static final Fields REASON =
            Fields.of(Field.required("decoded_message", Shape.text(1, 65_535)).saying("The reason, as JSON text."));

    /** The reason. */
    public Answer decode(Call call) {
        String reason = denials.open(call.caller().domainId(), call.body().text("encoded_message"))
                .orElseThrow(() -> Service.STS.invalid("encoded_message", "it is no message of this account"));
        return Answer.ok(Json.object().put("decoded_message", reason));
    }
}
