package dev.watchword.server.agents;

import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Shape;

/** The forms of what agents send and get, other than reports. */
public final class AgentFields {

    private static final Shape TIME = Shape.whole(0, Long.MAX_VALUE);
    private static final Shape SECONDS = Shape.whole(0, 1_000_000_000);
    private static final Shape VERSION = Shape.text(0, 128);
    private static final Shape KEYS = Shape.items(1, 2, Shape.text(44, 44));

    /** What the machine says of its boot and of its agent: printable, without controls. */
    private static final Shape WORD = Shape.text(1, 64).matching("[!-~]+");

    /** How much scans may take. */
    static final Field[] BOUNDS = {
        Field.optional("cpu_percent", Shape.whole(0, 100_000)).or(0),
        Field.optional("nightly_seconds", SECONDS).or(0),
        Field.optional("asked_seconds", SECONDS).or(0),
        Field.optional("account_seconds", SECONDS).or(0),
        Field.optional("memory_bytes", Shape.whole(0, Long.MAX_VALUE)).or(0)
    };

    /** A heartbeat; older agents tell less. */
    public static final Fields HEARTBEAT = Fields.of(
            Field.required("version", WORD),
            Field.required("boot_id", WORD),
            Field.optional("accounts", Shape.whole(0, 1_000_000_000)).or(0),
            Field.optional("tested", Shape.whole(0, 1_000_000_000)).or(0),
            Field.optional("words_version", VERSION).or(""),
            Field.optional("next_scan_at", TIME).or(0),
            Field.optional("bounds", Shape.members(BOUNDS)));

    /** The answer to it. */
    public static final Fields HEARTBEAT_ANSWER = Fields.of(
            Field.required("server_time", TIME),
            Field.required("interval_seconds", Shape.whole(1, 3_600)),
            Field.required("commands_waiting", Shape.whole(0, Integer.MAX_VALUE)),
            Field.required("words_version", VERSION),
            Field.required(
                    "schedule",
                    Shape.members(
                            Field.required("days", Shape.items(0, 7, Shape.text(6, 9))),
                            Field.required("hour", Shape.whole(0, 23)),
                            Field.required("minute", Shape.whole(0, 59)),
                            Field.required("random_offset_seconds", Shape.whole(0, 7_200)))),
            Field.required("server_keys", KEYS));

    /** A batch of commands. */
    public static final Fields COMMAND_BATCH = Fields.of(
            Field.required("host_id", Shape.text(36, 36)),
            Field.required("server_time", TIME),
            Field.required(
                    "commands",
                    Shape.items(
                            0,
                            200,
                            Shape.members(
                                    Field.required("id", Shape.text(36, 36)),
                                    Field.required("kind", Shape.text(1, 32)),
                                    Field.required("payload", Shape.text(0, 1 << 20)),
                                    Field.required("created_at", TIME),
                                    Field.required("expires_at", TIME)))));

    /** The answer to a command. */
    public static final Fields COMMAND_ANSWER = Fields.of(
            Field.required("state", Shape.text(1, 32).matching("[a-z_]+")),
            Field.required("detail", Shape.text(2, 65_536)).saying("JSON in the form of the command's kind"));

    /** What the agent has of the words. */
    public static final Field SINCE =
            Field.optional("since", VERSION).or("").saying("The version that the agent has; without it all words come");

    /** Words or their difference. */
    public static final Fields WORD_LIST = Fields.of(
            Field.required("version", VERSION),
            Field.required("since", VERSION),
            Field.required("added", Shape.items(0, 100_000, Shape.text(1, 300))),
            Field.required("removed", Shape.items(0, 100_000, Shape.text(1, 300))));

    /** The words of a trial. */
    public static final Fields TRIAL_WORDS =
            Fields.of(Field.required("words", Shape.items(1, 300, Shape.text(1, 300))));

    /** New keys for an enrolled agent. */
    public static final Fields KEY_CHANGE = Fields.of(
            Field.required("signing_key", Shape.text(44, 44)),
            Field.required("sealing_key", Shape.text(44, 44)),
            Field.required("proof", Shape.text(88, 88)));

    private AgentFields() {}
}
