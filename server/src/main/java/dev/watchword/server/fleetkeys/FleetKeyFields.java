package dev.watchword.server.fleetkeys;

import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.SealedFleetKey;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Shape;

/** The forms of what agents say and hear of the fleet's key. */
public final class FleetKeyFields {

    private static final Shape AGENT = Shape.text(36, 36);
    private static final Shape KEY =
            Shape.text(FleetKey.ID_DIGITS, FleetKey.ID_DIGITS).matching("[0-9a-f]+");
    private static final Shape KEY_OR_NONE = Shape.text(0, FleetKey.ID_DIGITS).matching("([0-9a-f]{16})?");
    private static final Shape PUBLIC_KEY = Shape.text(44, 44);
    private static final Shape SEALED = Shape.text(1, SealedFleetKey.LONGEST);

    /** What an agent says. */
    public static final Fields STATE = Fields.of(
            Field.optional("holds", KEY_OR_NONE).or("").saying("The id of the key that the agent has"),
            Field.optional("unusable", Shape.text(0, 36)).or("").saying("The agent whose copy cannot be opened"));

    /** How it stands. */
    public static final Fields ANSWER = Fields.of(
            Field.required("project_id", Shape.text(1, 64)),
            Field.required("key_id", KEY_OR_NONE).saying("Empty when there is none: one may be proposed"),
            Field.required("wait_seconds", Shape.whole(1, 3_600)),
            Field.required(
                    "copies",
                    Shape.items(
                            0,
                            1,
                            Shape.members(
                                    Field.required("sender_id", AGENT),
                                    Field.required("sender_key", PUBLIC_KEY),
                                    Field.required("sealed", SEALED)))),
            Field.required(
                    "recipients",
                    Shape.items(
                            0,
                            16,
                            Shape.members(
                                    Field.required("agent_id", AGENT), Field.required("sealing_key", PUBLIC_KEY)))));

    /** A new key's id, and which one holds. */
    public static final Fields PROPOSAL = Fields.of(Field.required("key_id", KEY));

    /** A key sealed for another agent. */
    public static final Fields COPY = Fields.of(
            Field.required("recipient_id", AGENT), Field.required("key_id", KEY), Field.required("sealed", SEALED));

    private FleetKeyFields() {}
}
