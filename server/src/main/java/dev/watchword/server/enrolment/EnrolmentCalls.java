package dev.watchword.server.enrolment;

import dev.watchword.protocol.EnrolmentAnswer;
import dev.watchword.protocol.HostFacts;
import dev.watchword.protocol.KeyOffer;
import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.agents.Agent;
import dev.watchword.server.agents.Agents;
import dev.watchword.server.agents.ServerKeys;
import dev.watchword.server.agents.SignedAnswers;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import java.util.Base64;
import java.util.List;

/** Lets machines with a good token in. Safe for use by many threads. */
public final class EnrolmentCalls {

    private static final Shape WORD = Shape.text(1, 64).matching("[!-~]+");
    private static final Shape LABEL = Shape.text(0, 64).matching("[^\\p{Cntrl}]*");

    /** What a machine sends. */
    public static final Fields REQUEST = Fields.of(
            Field.required("token", Shape.text(1, 128)),
            Field.optional("project_id", Shape.text(0, 64)),
            Field.required("signing_key", Shape.text(44, 44)),
            Field.required("sealing_key", Shape.text(44, 44)),
            Field.required("proof", Shape.text(88, 88)),
            Field.required(
                    "host",
                    Shape.members(
                            Field.required("machine_id", Shape.text(64, 64).matching("[0-9a-f]+")),
                            Field.required("name", Shape.text(1, 256).matching("[^\\p{Cntrl}]+")),
                            Field.required(
                                    "ips", Shape.items(0, 64, Shape.text(2, 64).matching("[0-9A-Fa-f.:%a-z]+"))),
                            Field.required("os_type", Shape.word("Linux", "Windows")),
                            Field.required("os_name", LABEL),
                            Field.required("os_version", LABEL),
                            Field.required("boot_id", WORD),
                            Field.required("agent_version", WORD))));

    /** What it gets. */
    public static final Fields ANSWER = Fields.of(
            Field.required("agent_id", Shape.text(36, 36)),
            Field.required("host_id", Shape.text(36, 36)),
            Field.required("role", Shape.word(Agent.HOST, Agent.SCANNER)),
            Field.required("server_keys", Shape.items(1, 2, Shape.text(44, 44))),
            Field.required("server_time", Shape.whole(0, Long.MAX_VALUE)));

    private final Parts parts;
    private final ServerKeys keys;
    private final Enrolment enrolment;

    public EnrolmentCalls(Parts parts, ServerKeys keys, Agents agents) {
        this.parts = parts;
        this.keys = keys;
        this.enrolment = new Enrolment(agents);
    }

    /** Enrols. */
    public Answer enrol(Call call) {
        Values body = call.body();
        String secret = body.text("token");
        KeyOffer offer = KeyOffer.parse(body.text("signing_key"), body.text("sealing_key"), body.text("proof"))
                .filter(keys -> keys.isProved(secret))
                .orElseThrow(() -> Service.WATCHWORD.invalid("proof", "the keys are unsound or not proved"));
        HostFacts facts = facts(body.object("host"));
        String agentId = Ids.uuid();
        String newHostId = Ids.uuid();
        long now = call.at().toEpochMilli();
        Enrolment.Outcome outcome = parts.database()
                .write(handle -> enrolment.enrol(
                        handle, secret, body.filter("project_id"), offer, facts, agentId, newHostId, now));
        return switch (outcome) {
            case Enrolment.Enrolled enrolled -> welcome(call, enrolled, offer, now);
            case Enrolment.Refused refused -> throw refusal(call, refused);
        };
    }

    private Answer welcome(Call call, Enrolment.Enrolled enrolled, KeyOffer offer, long now) {
        call.notes().note("enrolment_token_id", enrolled.tokenId());
        call.notes().note("agent_id", enrolled.agentId());
        call.notes().note("host_id", enrolled.hostId());
        call.notes().note("signing_key_id", offer.signing().id());
        call.notes().note("sealing_key_id", offer.sealing().id());
        call.notes().note("re_enrolled", Boolean.toString(enrolled.again()));
        List<String> trusted = parts.database().read(keys::trusted).stream()
                .map(key -> Base64.getEncoder().encodeToString(key.toBytes()))
                .toList();
        EnrolmentAnswer answer =
                new EnrolmentAnswer(enrolled.agentId(), enrolled.hostId(), enrolled.role(), trusted, now);
        return new SignedAnswers(keys).signEnrolment(call, Answer.json(201, answer));
    }

    /** The same whatever is wrong with the token. */
    private static ApiError refusal(Call call, Enrolment.Refused refused) {
        call.notes().note("enrolment_token_id", refused.tokenId());
        call.notes().note("refused", refused.reason());
        return ApiError.of(403, "WW.0105", "The enrolment token is not valid.");
    }

    private static HostFacts facts(Values host) {
        return new HostFacts(
                host.text("machine_id"),
                host.text("name"),
                host.texts("ips"),
                host.text("os_type"),
                host.text("os_name"),
                host.text("os_version"),
                host.text("boot_id"),
                host.text("agent_version"));
    }
}
