package dev.watchword.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.database.Dialect;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of several servers to which the same is done. Not safe for use by several threads. */
final class Side implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

    private final ServedWatchword served;
    private final Anonymous anonymous = new Anonymous();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, PlainAgent> agents = new HashMap<>();
    private final long started =
            System.currentTimeMillis() - Duration.ofHours(84).toMillis();
    private long reports;

    private Side(ServedWatchword served) {
        this.served = served;
        names.put("project", served.bootstrap().projectId());
        names.put("root_id", served.bootstrap().accessKeyId());
        names.put("root_secret", served.bootstrap().secretAccessKey());
    }

    static Side on(Dialect dialect) {
        return new Side(ServedWatchword.on(dialect));
    }

    /** Does it, and gives what may be compared with another side's. */
    String perform(Step step) {
        return switch (step) {
            case Step.Call call -> called(call);
            case Step.Enrol enrol -> enrolled(enrol);
            case Step.Report report -> {
                // Each at a time of its own: lists by time would fall back on the order of random identifiers.
                agent(report.host()).reportWeak(report.accounts(), started + 1_000 * reports++);
                yield "reported";
            }
            case Step.Obey obey -> "opened " + agent(obey.host()).nextPassword();
        };
    }

    private String called(Step.Call call) {
        Credential.Key key = new Credential.Key(
                names.getOrDefault(call.caller() + "_id", "NOBODYSKEY"),
                names.getOrDefault(call.caller() + "_secret", "none"));
        Reply reply = served.api().as(key).call(call.method(), filled(call.target()), filled(call.body()));
        if (reply.status() < 300 && !call.named().isEmpty()) {
            JsonNode json = reply.json();
            call.named().forEach((name, pointer) -> {
                if (json.at(pointer).isTextual()) {
                    names.put(name, json.at(pointer).textValue());
                }
            });
        }
        return anonymous.of(reply);
    }

    private PlainAgent agent(String host) {
        return Objects.requireNonNull(agents.get(host), host);
    }

    private String enrolled(Step.Enrol enrol) {
        PlainAgent agent = PlainAgent.enrolled(served, enrol.enterpriseProject(), enrol.name());
        agents.put(enrol.name(), agent);
        names.put(enrol.name(), agent.hostId());
        return "enrolled";
    }

    /** Names without an object stand for themselves: then both servers are asked for what neither has. */
    private String filled(String text) {
        return NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(names.getOrDefault(name.group(1), "no-" + name.group(1))));
    }

    @Override
    public void close() {
        served.close();
    }
}
