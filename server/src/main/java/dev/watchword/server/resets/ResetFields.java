package dev.watchword.server.resets;

import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Shape;
import dev.watchword.server.servers.ServerFields;
import java.util.Arrays;

/** What the calls about resets take and answer. */
public final class ResetFields {

    /** What would become a second line for {@code chpasswd}, or the end of a text in C, is no part of a password. */
    private static final Shape PASSWORD = Shape.text(1, 512).matching("[^\\x00\\r\\n]*");

    private static final String BYTES = "1 to 512 bytes of UTF-8 without NUL, CR and LF.";

    /** One server's new password. */
    public static final Fields RESET = Fields.of(Field.required(
            "reset-password",
            Shape.members(
                    Field.required("new_password", PASSWORD).saying(BYTES),
                    Field.optional("is_check_password", Shape.flag())
                            .or(false)
                            .saying("Whether the password must meet the complexity rules."))));

    /** Many servers' new password. */
    public static final Fields BATCH_RESET = Fields.of(
            Field.optional("new_password", PASSWORD)
                    .saying("Required unless dry_run is true. The complexity rules always apply. " + BYTES),
            Field.optional("dry_run", Shape.flag()).or(false).saying("Whether only to check the request."),
            ServerFields.BATCH_SERVERS);

    /** One host's new password, through this API. */
    public static final Fields NEW = Fields.of(
            Field.required("new_password", PASSWORD).saying(BYTES),
            Field.optional("account", Shape.text(1, 256).matching("[^\\x00-\\x1f\\x7f]*"))
                    .or("root")
                    .saying("An account of the system, or one of a service as redis:default."),
            Field.optional("apply", Shape.word("boot", "now"))
                    .or("boot")
                    .saying("Whether it waits for the host's next boot."),
            Field.optional("is_check_password", Shape.flag())
                    .or(true)
                    .saying("Whether the password must meet the complexity rules."));

    /** The servers whose reset was accepted: all that were named. */
    public static final Fields BATCH_ACCEPTED = Fields.of(Field.required(
            "response", Shape.items(1, 1_000, Shape.members(Field.required("id", Shape.text(1, 64))))));

    /** Whether a password can be reset, as a word. */
    public static final Fields FLAG = Fields.of(Field.required("resetpwd_flag", Shape.word("True", "False")));

    /** The password that was generated for a server: none ever was. */
    public static final Fields GENERATED = Fields.of(Field.required("password", Shape.text(0, 0)));

    /** Which of a host's resets, and which page of them. */
    public static final Fields LIST_OF_HOST = Fields.of(
            Field.optional("state", Shape.word(states())),
            Field.optional("requested_by", Shape.text(0, 64)).saying("A user's id."),
            Field.optional("limit", Shape.whole(10, 200)).or(10),
            Field.optional("offset", Shape.whole(0, 2_000_000)).or(0).saying("The index of the first record."));

    /** Which resets, and which page of them. */
    public static final Fields LIST = Fields.of(
            Field.optional("host_id", Shape.text(0, 64)),
            LIST_OF_HOST.all().get(0),
            LIST_OF_HOST.all().get(1),
            LIST_OF_HOST.all().get(2),
            LIST_OF_HOST.all().get(3));

    private static final Shape TIME = Shape.whole(0, Long.MAX_VALUE);

    /** One reset. Times are epoch milliseconds; those of steps that were not heard of are absent. */
    public static final Fields SHOWN = Fields.of(
            Field.required("id", Shape.text(36, 36)),
            Field.required("host_id", Shape.text(1, 64)),
            Field.required("host_name", Shape.text(0, 256)).saying("What it is called now."),
            Field.required("account", Shape.text(1, 256)),
            Field.required("state", Shape.word(states())),
            Field.required("reason", Shape.text(0, 64)).saying("Why it failed; empty when it did not."),
            Field.required("sealed_by", Shape.word("server", "client")),
            Field.required("requested_by", Shape.text(1, 64)),
            Field.required("requested_by_name", Shape.text(1, 64)),
            Field.required("apply", Shape.word("boot", "now")),
            Field.required("obstacles", Shape.items(0, 20, Shape.text(1, 64)))
                    .saying("What the agent found that would still stop a login."),
            Field.required("accepted_at", TIME),
            Field.required("expires_at", TIME),
            Field.optional("delivered_at", TIME),
            Field.optional("staged_at", TIME),
            Field.optional("applied_at", TIME),
            Field.optional("verified_at", TIME),
            Field.optional("failed_at", TIME),
            Field.optional("superseded_by", Shape.text(36, 36)).saying("The newer reset that took its place."));

    /** A page of resets, the newest first, and how many there are on all pages. */
    public static final Fields LISTED = Fields.of(
            Field.required("total_num", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("data_list", Shape.items(0, 200, new Shape.Members(SHOWN))));

    private ResetFields() {}

    private static String[] states() {
        return Arrays.stream(ResetState.values()).map(ResetState::word).toArray(String[]::new);
    }
}
