package dev.watchword.server.words;

import dev.watchword.protocol.DryRunAnswer;
import dev.watchword.server.Ids;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.CommandAnswers;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.hosts.HostGroup;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.secrets.AtRest;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Trials of words on hosts: each agent fetches the words, tries them, keeps nothing, and says how many accounts match. In
 * the caller's own transaction. The words are deleted as soon as no host can fetch them any more. Safe for use by many
 * threads.
 */
public final class DryRuns implements CommandAnswers.Listener {

    /** The kind of its commands; their payload is {@code {"dry_run_id": "…"}}. */
    public static final String KIND = "dry_run";

    /** How many hosts one trial may ask. */
    public static final int MOST_HOSTS = 10_000;

    /** How long hosts may take to answer, in milliseconds. */
    public static final long PATIENCE = 24 * 3_600_000L;

    private static final int MOST_ACCOUNTS = 10_000_000;

    private final Commands commands;
    private final AtRest atRest;

    public DryRuns(Commands commands, AtRest atRest) {
        this.commands = commands;
        this.atRest = atRest;
    }

    /** Asks every host of a group; those without an agent are noted. */
    public DryRun start(Handle handle, HostGroup group, List<String> words, Author author, long now) {
        dropExpiredWords(handle, now);
        DryRun run = new DryRun(Ids.uuid(), group.projectId(), group.id(), words.size(), now, now + PATIENCE, author);
        handle.createUpdate("insert into dry_run (id, project_id, group_id, word_num, created_at, expires_at,"
                        + " created_by, created_by_name) values (:id, :projectId, :groupId, :words, :createdAt,"
                        + " :expiresAt, :userId, :userName)")
                .bindMethods(run)
                .bind("userId", author.userId())
                .bind("userName", author.userName())
                .execute();
        keep(handle, run, words);
        ask(handle, run, group);
        dropWordsWhenAnswered(handle, run.id());
        return run;
    }

    /** A trial of the project. */
    public Optional<DryRun> find(Handle handle, String projectId, String id) {
        return handle.createQuery("select id, project_id, group_id, word_num, created_at, expires_at, created_by,"
                        + " created_by_name from dry_run where id = :id and project_id = :projectId")
                .bind("id", id)
                .bind("projectId", projectId)
                .map((row, context) -> run(row))
                .findOne();
    }

    /** What its hosts said, by host name. */
    public List<DryRun.Host> hosts(Handle handle, DryRun run, long now, int limit, int offset) {
        return handle.createQuery("select d.host_id, h.name, d.state, d.accounts, d.matches, d.reason"
                        + " from dry_run_host d join host h on h.id = d.host_id where d.dry_run_id = :id"
                        + " order by h.name, h.id limit :limit offset :offset")
                .bind("id", run.id())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> host(row, now >= run.expiresAt()))
                .list();
    }

    /** What all of its hosts said together. */
    public DryRun.Totals totals(Handle handle, DryRun run, long now) {
        boolean over = now >= run.expiresAt();
        return handle.createQuery("select count(*) as hosts,"
                        + " coalesce(sum(case when state = 'queued' then 1 else 0 end), 0) as queued,"
                        + " coalesce(sum(case when state in ('failed', 'no_agent') then 1 else 0 end), 0) as failed,"
                        + " coalesce(sum(accounts), 0) as accounts, coalesce(sum(matches), 0) as matches"
                        + " from dry_run_host where dry_run_id = :id")
                .bind("id", run.id())
                .map((row, context) -> new DryRun.Totals(
                        row.getInt("hosts"),
                        over ? 0 : row.getInt("queued"),
                        row.getInt("failed") + (over ? row.getInt("queued") : 0),
                        row.getInt("accounts"),
                        row.getInt("matches")))
                .one();
    }

    /** The words that a host shall try; none when it was not asked, has answered, or is too late. */
    public List<String> wordsFor(Handle handle, String hostId, String dryRunId, long now) {
        return handle.createQuery("select w.id, w.sealed from dry_run_word w join dry_run r on r.id = w.dry_run_id"
                        + " join dry_run_host d on d.dry_run_id = w.dry_run_id"
                        + " where w.dry_run_id = :id and d.host_id = :hostId and d.state = 'queued'"
                        + " and r.expires_at > :now order by w.position")
                .bind("id", dryRunId)
                .bind("hostId", hostId)
                .bind("now", now)
                .map((row, context) ->
                        CustomWord.opened(atRest, place(dryRunId, row.getString("id")), row.getBytes("sealed")))
                .list();
    }

    @Override
    public boolean answered(Handle handle, Command command, String state, String detail, long now) {
        if (!state.equals("done") && !state.equals("failed")) {
            return false;
        }
        Optional<String> id = runOf(command);
        id.ifPresent(run -> {
            note(handle, run, command.hostId(), answer(state, detail), now);
            dropWordsWhenAnswered(handle, run);
        });
        return true;
    }

    /** Deletes the words of trials whose time is up; whoever starts a trial does it too. */
    public void dropExpiredWords(Handle handle, long now) {
        handle.createUpdate("delete from dry_run_word where dry_run_id in"
                        + " (select id from dry_run where expires_at <= :now)")
                .bind("now", now)
                .execute();
    }

    private void keep(Handle handle, DryRun run, List<String> words) {
        PreparedBatch rows = handle.prepareBatch("insert into dry_run_word (id, dry_run_id, position, sealed)"
                + " values (:id, :run, :position, :sealed)");
        for (int i = 0; i < words.size(); i++) {
            String id = Ids.uuid();
            rows.bind("id", id)
                    .bind("run", run.id())
                    .bind("position", i)
                    .bind("sealed", CustomWord.sealed(atRest, place(run.id(), id), words.get(i)))
                    .add();
        }
        rows.execute();
    }

    private void ask(Handle handle, DryRun run, HostGroup group) {
        handle.createUpdate("insert into dry_run_host (dry_run_id, host_id, state, accounts, matches, reason)"
                        + " select :run, id, case when agent_id = '' then 'no_agent' else 'queued' end, 0, 0, ''"
                        + " from host where project_id = :projectId and group_id = :group and retired_at is null")
                .bind("run", run.id())
                .bind("projectId", group.projectId())
                .bind("group", HostGroups.key(group))
                .execute();
        String payload = new String(Json.write(Json.object().put("dry_run_id", run.id())), StandardCharsets.UTF_8);
        List<String> hosts = handle.createQuery("select host_id from dry_run_host where dry_run_id = :run"
                        + " and state = 'queued' order by host_id")
                .bind("run", run.id())
                .mapTo(String.class)
                .list();
        for (String host : hosts) {
            commands.queue(handle, new Command(Ids.uuid(), host, KIND, payload, run.createdAt(), run.expiresAt()));
        }
    }

    private static void note(Handle handle, String run, String hostId, DryRunAnswer answer, long now) {
        handle.createUpdate("update dry_run_host set state = :state, accounts = :accounts, matches = :matches,"
                        + " reason = :reason, answered_at = :now"
                        + " where dry_run_id = :run and host_id = :hostId and state = 'queued'")
                .bind("state", answer.reason().isEmpty() ? "done" : "failed")
                .bindMethods(answer)
                .bind("run", run)
                .bind("hostId", hostId)
                .bind("now", now)
                .execute();
    }

    private static void dropWordsWhenAnswered(Handle handle, String run) {
        handle.createUpdate("delete from dry_run_word where dry_run_id = :run and not exists"
                        + " (select 1 from dry_run_host where dry_run_id = :run and state = 'queued')")
                .bind("run", run)
                .execute();
    }

    private static Optional<String> runOf(Command command) {
        try {
            byte[] payload = command.payload().getBytes(StandardCharsets.UTF_8);
            return Optional.ofNullable(Json.read(payload, Payload.class).dryRunId());
        } catch (MalformedJson malformed) {
            return Optional.empty();
        }
    }

    /** What an agent sends is checked like what anybody sends. */
    private static DryRunAnswer answer(String state, String detail) {
        try {
            DryRunAnswer said = Json.read(detail.getBytes(StandardCharsets.UTF_8), DryRunAnswer.class);
            if (state.equals("failed")) {
                return failed(said.reason() == null || said.reason().isEmpty() ? "no reason given" : said.reason());
            }
            boolean possible =
                    said.matches() >= 0 && said.matches() <= said.accounts() && said.accounts() <= MOST_ACCOUNTS;
            return possible
                    ? new DryRunAnswer(said.accounts(), said.matches(), "")
                    : failed("the agent's answer cannot be right");
        } catch (MalformedJson malformed) {
            return failed("the agent's answer cannot be read");
        }
    }

    private static DryRunAnswer failed(String reason) {
        return new DryRunAnswer(0, 0, reason.substring(0, Math.min(256, reason.length())));
    }

    private static DryRun run(ResultSet row) throws SQLException {
        return new DryRun(
                row.getString("id"),
                row.getString("project_id"),
                row.getString("group_id"),
                row.getInt("word_num"),
                row.getLong("created_at"),
                row.getLong("expires_at"),
                new Author(row.getString("created_by"), row.getString("created_by_name")));
    }

    private static DryRun.Host host(ResultSet row, boolean over) throws SQLException {
        DryRun.State state = DryRun.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        return new DryRun.Host(
                row.getString("host_id"),
                row.getString("name"),
                over && state == DryRun.State.QUEUED ? DryRun.State.EXPIRED : state,
                row.getInt("accounts"),
                row.getInt("matches"),
                row.getString("reason"));
    }

    private static String place(String runId, String id) {
        return "dry_run_word/" + runId + "/" + id;
    }

    private record Payload(String dryRunId) {}
}
