package dev.watchword.server.agents;

import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.Heartbeat;
import dev.watchword.protocol.HeartbeatAnswer;
import dev.watchword.protocol.KeyOffer;
import dev.watchword.protocol.ScanBounds;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.Parts;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Values;
import dev.watchword.server.resets.Resets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What enrolled agents call. Whose host is meant is told by the key that signed and by nothing else. Safe for use by many
 * threads.
 *
 * @param parts what it stands on
 * @param agents the table
 * @param keys sign the answers
 * @param heartbeats who is alive
 * @param quotas how much an agent may report
 * @param commands the queue
 * @param neighbours the features that speak through agents
 */
public record AgentCalls(
        Parts parts,
        Agents agents,
        ServerKeys keys,
        Heartbeats heartbeats,
        Quotas quotas,
        Commands commands,
        Neighbours neighbours) {

    private static final int HEARTBEAT_SECONDS = 60;
    private static final int MOST_RESETS = 100;
    private static final int MOST_OTHERS = 100;

    /** Takes a heartbeat and tells what there is to do. */
    public Answer heartbeat(Call call) {
        Agent agent = agent(call);
        Values body = call.body();
        Heartbeat heartbeat = new Heartbeat(
                body.text("version"),
                body.text("boot_id"),
                body.wholeLong("accounts"),
                body.wholeLong("tested"),
                body.text("words_version"),
                body.wholeLong("next_scan_at"),
                body.optionalObject("bounds").map(AgentCalls::bounds).orElse(ScanBounds.UNTOLD));
        long now = call.at().toEpochMilli();
        heartbeats.take(agent, heartbeat, AgentWork.counter(call), now);
        HeartbeatAnswer answer = parts.database()
                .read(handle -> new HeartbeatAnswer(
                        now,
                        HEARTBEAT_SECONDS,
                        commands.open(handle, agent.hostId(), now).size(),
                        neighbours.words().version(handle, agent.hostId()),
                        neighbours.schedules().of(handle, agent.hostId()),
                        serverKeys(handle)));
        return signed(call, Answer.ok(answer));
    }

    private static ScanBounds bounds(Values told) {
        return new ScanBounds(
                told.whole("cpu_percent"),
                told.wholeLong("nightly_seconds"),
                told.wholeLong("asked_seconds"),
                told.wholeLong("account_seconds"),
                told.wholeLong("memory_bytes"));
    }

    /** Hands out what the host is asked to do. */
    public Answer commands(Call call) {
        Agent agent = agent(call);
        long now = call.at().toEpochMilli();
        List<Command> open = parts.database().read(handle -> commands.open(handle, agent.hostId(), now));
        List<CommandBatch.Command> batch = first(open).stream()
                .map(one ->
                        new CommandBatch.Command(one.id(), one.kind(), one.payload(), one.createdAt(), one.expiresAt()))
                .toList();
        return signed(call, Answer.ok(new CommandBatch(agent.hostId(), now, batch)));
    }

    /** A reset waits for nothing else, and of too many the newest count; within their kind they stay in their order. */
    private static List<Command> first(List<Command> open) {
        Map<Boolean, List<Command>> byKind = open.stream()
                .collect(Collectors.partitioningBy(command -> command.kind().equals(Resets.KIND)));
        List<Command> resets = byKind.getOrDefault(true, List.of());
        List<Command> others = byKind.getOrDefault(false, List.of());
        return Stream.concat(
                        resets.stream().skip(Math.max(0, resets.size() - MOST_RESETS)),
                        others.stream().limit(MOST_OTHERS))
                .toList();
    }

    /** Takes the answer to a command, in one transaction with what it changes. */
    public Answer answer(Call call) {
        String state = call.body().text("state");
        String detail = call.body().text("detail");
        String commandId = call.path("command_id");
        boolean found = change(
                call,
                (handle, agent) -> commands.unanswered(handle, agent.hostId(), commandId)
                        .map(command -> {
                            hear(handle, command, state, detail, call.at().toEpochMilli());
                            return true;
                        })
                        .orElse(false));
        call.notes().note("command_id", commandId);
        call.notes().note("state", state);
        if (!found) {
            throw Service.WATCHWORD.notFound("command", commandId);
        }
        return signed(call, Answer.empty(204));
    }

    /** Takes a report. */
    public Answer report(Call call) {
        quotas.admitReport(call.agent(), call.raw().body().length);
        ScanReport report = ReportFields.report(call.body());
        call.notes().note("scan_id", report.scanId());
        String hostId = agent(call).hostId();
        work().changeInPieces(
                        call,
                        neighbours.reports().pieces(hostId, report, call.at().toEpochMilli()));
        call.notes().note("host_id", hostId);
        return signed(call, Answer.empty(204));
    }

    /** Gives the host's custom words, whole or what changed. */
    public Answer words(Call call) {
        Agent agent = agent(call);
        String since = call.query().text("since");
        return signed(
                call,
                Answer.ok(parts.database().read(handle -> neighbours.words().since(handle, agent.hostId(), since))));
    }

    /** Gives the words of a trial that the host was asked for. */
    public Answer dryRunWords(Call call) {
        Agent agent = agent(call);
        String dryRun = call.path("dry_run_id");
        List<String> words = parts.database()
                .read(handle -> neighbours.words().ofDryRun(handle, agent.hostId(), dryRun, parts.now()));
        if (words.isEmpty()) {
            throw Service.WATCHWORD.notFound("dry run", dryRun);
        }
        return signed(call, Answer.ok(Json.object().set("words", Json.tree(words))));
    }

    /** Takes new keys; this request is the last that the old ones sign. */
    public Answer changeKeys(Call call) {
        Values body = call.body();
        KeyOffer offer = KeyOffer.parse(body.text("signing_key"), body.text("sealing_key"), body.text("proof"))
                .filter(keys -> keys.isProved(call.agent()))
                .orElseThrow(() -> Service.WATCHWORD.invalid("proof", "the keys are unsound or not proved"));
        change(call, (handle, agent) -> {
            agents.changeKeys(handle, agent.id(), offer);
            return agent;
        });
        call.notes().note("signing_key_id", offer.signing().id());
        call.notes().note("sealing_key_id", offer.sealing().id());
        return signed(call, Answer.empty(204));
    }

    private void hear(Handle handle, Command command, String state, String detail, long now) {
        var listener = Optional.ofNullable(neighbours.answers().listeners().get(command.kind()));
        boolean finished = listener.map(each -> each.answered(handle, command, state, detail, now))
                .orElse(state.equals("done") || state.equals("failed"));
        if (finished) {
            commands.close(handle, command.id(), now);
        }
    }

    private <T> T change(Call call, BiFunction<Handle, Agent, T> work) {
        return work().change(call, work);
    }

    private Agent agent(Call call) {
        return work().agent(call);
    }

    private List<String> serverKeys(Handle handle) {
        return keys.trusted(handle).stream()
                .map(key -> Base64.getEncoder().encodeToString(key.toBytes()))
                .toList();
    }

    private Answer signed(Call call, Answer answer) {
        return work().signed(call, answer);
    }

    private AgentWork work() {
        return new AgentWork(parts, agents, keys);
    }
}
