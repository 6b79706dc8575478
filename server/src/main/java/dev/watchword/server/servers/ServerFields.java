package dev.watchword.server.servers;

import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Shape;

/** What the calls about servers take and answer. */
public final class ServerFields {

    /** An id may be any text of a path; what names no server is not found. */
    private static final Shape ID = Shape.text(1, 64);

    /** Longer lists than a batch may have are told by an error of their own, up to what a body can hold. */
    private static final Shape SERVERS = Shape.items(1, 100_000, Shape.members(Field.required("id", ID)));

    private static final String BATCH = "1 to 1,000 servers; one that is named twice counts once.";

    /** The servers of a batch. */
    public static final Field BATCH_SERVERS = Field.required("servers", SERVERS).saying(BATCH);

    /** What a list is narrowed down to, and which page of it. */
    public static final Fields LIST = Fields.of(
            Field.optional("name", Shape.text(0, 256)).saying("Part of the name, in any case."),
            Field.optional("ip", Shape.text(0, 256)).saying("Part of an address."),
            Field.optional("ip_eq", Shape.text(0, 256)).saying("An address."),
            Field.optional("status", Shape.text(0, 64)).saying("ACTIVE, REBOOT, HARD_REBOOT or UNKNOWN."),
            Field.optional("server_id", Shape.text(0, 40_000)).saying("Ids, separated by commas; at most 1,000."),
            Field.optional("tags", Shape.text(0, 1_024)).saying("No server has tags, so that none is left."),
            Field.optional("not-tags", Shape.text(0, 1_024)).saying("No server has tags, so that all are left."),
            Field.optional("flavor", Shape.text(0, 256)).saying("No server has a flavor, so that none is left."),
            Field.optional("reservation_id", Shape.text(0, 256))
                    .saying("No server has a reservation, so that none is left."),
            Field.optional("enterprise_project_id", Shape.text(0, 256)).saying("all_granted_eps, or none, means all."),
            Field.optional("marker", Shape.text(0, 64)).saying("The last server of the page before."),
            Field.optional("limit", Shape.whole(1, 1_000)).or(25),
            Field.optional("offset", Shape.whole(0, 2_000_000))
                    .or(1)
                    .saying("The number of the page; the first is 1, and 0 is the first too."));

    /** Exactly one of these says what is to be done. */
    public static final Fields ACTION = Fields.of(
            Field.optional("os-start", Shape.members(BATCH_SERVERS)),
            Field.optional(
                    "os-stop",
                    Shape.members(
                            Field.optional("type", Shape.word("SOFT", "HARD")).or("SOFT"), BATCH_SERVERS)),
            Field.optional("reboot", Shape.members(Field.required("type", Shape.word("SOFT", "HARD")), BATCH_SERVERS)));

    private static final Shape SERVER = Shape.members(
            Field.required("id", ID),
            Field.required("name", Shape.text(0, 256)),
            Field.required("status", Shape.word("ACTIVE", "REBOOT", "HARD_REBOOT", "UNKNOWN")),
            Field.required("tenant_id", ID),
            Field.required("enterprise_project_id", Shape.text(1, 256)),
            Field.required("created", Shape.text(20, 24)),
            Field.required("updated", Shape.text(20, 24)),
            Field.required("addresses", new Shape.Any(10_000)),
            Field.required("metadata", new Shape.Any(10_000)));

    /** One server. */
    public static final Fields SHOWN = Fields.of(Field.required("server", SERVER));

    /** A page of servers, and how many there are on all pages. */
    public static final Fields LISTED = Fields.of(
            Field.required("count", Shape.whole(0, Integer.MAX_VALUE)),
            Field.required("servers", Shape.items(0, 1_000, SERVER)));

    private ServerFields() {}
}
