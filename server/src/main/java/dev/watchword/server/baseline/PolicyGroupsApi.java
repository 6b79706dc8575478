package dev.watchword.server.baseline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.hosts.HostGroup;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.hosts.HostGroupsApi;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import dev.watchword.server.scans.Schedules;
import dev.watchword.server.words.Author;
import dev.watchword.server.words.Dictionaries;
import dev.watchword.server.words.Dictionary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * Host groups as the vendor's policy groups: what they share is read and written as one record. Safe for use by many
 * threads.
 *
 * @param parts database and clock
 * @param groups the same groups in our own API
 * @param dictionaries their words
 */
public record PolicyGroupsApi(Parts parts, HostGroupsApi groups, Dictionaries dictionaries) {

    /** Characters that the vendor allows in a policy. */
    static final int CONTENT = 10_241;

    private static final Shape POLICY = Shape.members(Field.optional("content", Shape.text(0, CONTENT)));
    private static final Shape AGENTS = Shape.items(0, 1_000, Shape.text(1, 64));

    private static final Field WEAK_PASSWORDS = Field.optional("weak_pwd_policy_info", POLICY)
            .saying("JSON in a text: enabled, extended_weak_password," + " password_complexity.");
    private static final Field CHECKS =
            Field.optional("policy_info", POLICY).saying("Kept and given back; nothing here reads it.");

    /** A new group. */
    public static final Fields NEW = Fields.of(
            Field.required("group_name", HostGroupsApi.NAME),
            Field.optional("support_os", HostGroupsApi.SYSTEM),
            CHECKS,
            WEAK_PASSWORDS,
            Field.optional("agent_id_list", AGENTS).saying("The agents of the group's hosts."),
            Field.optional("task_condition", TaskCondition.SHAPE));

    /** What of a group changes. */
    public static final Fields CHANGE = Fields.of(
            Field.optional("group_name", HostGroupsApi.NAME),
            Field.optional("support_os", HostGroupsApi.SYSTEM),
            CHECKS,
            WEAK_PASSWORDS,
            Field.optional("agent_id_list", AGENTS).saying("The agents of all of the group's hosts."),
            Field.optional("task_condition", TaskCondition.SHAPE));

    /** A copy of a group. */
    public static final Fields COPY = Fields.of(
            Field.required("group_id", Shape.text(1, 128)),
            Field.required("group_name", HostGroupsApi.NAME),
            Field.optional("description", HostGroupsApi.DESCRIPTION));

    /** The vendor's list. */
    public static final Fields ANSWER = Listing.answered(
            Field.required("group_id", Shape.text(1, 64)),
            Field.required("group_name", HostGroupsApi.NAME),
            Field.required("description", HostGroupsApi.DESCRIPTION),
            Field.required("check_rule_num", Shape.whole(0, 10_000)),
            Field.required("host_num", Shape.whole(0, 1_000_000)),
            Field.required("deletable", Shape.flag()),
            Field.required("default_group", Shape.flag()),
            Field.required("support_os", HostGroupsApi.SYSTEM),
            Field.required("policy_info", POLICY),
            Field.required("weak_pwd_policy_info", POLICY),
            Field.required("agent_id_list", Shape.items(0, 1_000_000, Shape.text(1, 64))),
            Field.required("task_condition", TaskCondition.SHAPE),
            Field.required("detection_period", Shape.text(0, 256)));

    /** Of which operating system; both have the same. */
    public static final Fields DEFAULT_QUERY =
            Fields.of(Field.optional("support_os", HostGroupsApi.SYSTEM).or("Linux"), Listing.ENTERPRISE_PROJECT);

    /** The policy of hosts without a group of their own. */
    public static final Fields DEFAULT_ANSWER = Fields.of(Field.required("content", Shape.text(0, CONTENT)));

    /** Answers a page of the groups. */
    public Answer list(Call call) {
        groups.settle(call.projectId());
        var dialect = parts.database().dialect();
        return parts.database()
                .read(handle -> Listing.page(
                        HostGroups.total(handle, call.projectId()),
                        HostGroups.page(
                                        handle,
                                        dialect,
                                        call.projectId(),
                                        "",
                                        call.query().whole("limit"),
                                        call.query().whole("offset"))
                                .stream()
                                .map(group -> view(handle, group))
                                .toList()));
    }

    /** Makes one. */
    public Answer add(Call call) {
        groups.settle(call.projectId());
        HostGroup group = new HostGroup(
                Ids.uuid(),
                call.projectId(),
                "0",
                call.body().text("group_name"),
                "",
                call.body().optionalText("support_os").orElse("Linux"),
                false,
                parts.now());
        call.notes().note("group_id", group.id());
        parts.database().change(handle -> {
            HostGroupsApi.add(handle, group, call.service());
            share(handle, group, call);
        });
        return Answer.empty(200);
    }

    /** Changes one; what is left out stays. */
    public Answer change(Call call) {
        groups.settle(call.projectId());
        parts.database().change(handle -> {
            HostGroup old = HostGroupsApi.of(handle, call);
            HostGroup group = new HostGroup(
                    old.id(),
                    old.projectId(),
                    old.enterpriseProjectId(),
                    call.body().optionalText("group_name").orElse(old.name()),
                    old.description(),
                    call.body().optionalText("support_os").orElse(old.supportOs()),
                    old.defaultGroup(),
                    old.createdAt());
            HostGroupsApi.change(handle, group, call.service());
            share(handle, group, call);
        });
        return Answer.empty(200);
    }

    /** Deletes one. */
    public Answer delete(Call call) {
        groups.settle(call.projectId());
        parts.database().change(handle -> HostGroupsApi.delete(handle, HostGroupsApi.of(handle, call), call.service()));
        return Answer.empty(200);
    }

    /** Makes one that shares the same among no hosts. */
    public Answer copy(Call call) {
        groups.settle(call.projectId());
        String id = Ids.uuid();
        call.notes().note("group_id", id);
        parts.database().change(handle -> {
            HostGroup original = HostGroupsApi.of(handle, call, call.body().text("group_id"));
            HostGroup group = new HostGroup(
                    id,
                    call.projectId(),
                    original.enterpriseProjectId(),
                    call.body().text("group_name"),
                    call.body().optionalText("description").orElse(""),
                    original.supportOs(),
                    false,
                    parts.now());
            HostGroupsApi.add(handle, group, call.service());
            copy(handle, original, group, Author.of(call.caller()));
        });
        return Answer.empty(200);
    }

    /** Answers the weak-password policy of hosts without a group of their own. */
    public Answer showDefault(Call call) {
        groups.settle(call.projectId());
        return parts.database()
                .read(handle -> Answer.ok(
                        Json.object().put("content", content(handle, HostGroups.defaultId(call.projectId())))));
    }

    private void copy(Handle handle, HostGroup from, HostGroup to, Author author) {
        Dictionary dictionary = dictionaries.of(handle, from.id());
        List<String> words = dictionaries.words(handle, from.id(), dictionary.version());
        dictionaries.replace(handle, to.id(), words, author, OptionalInt.empty(), parts.now());
        dictionaries.enable(handle, to.id(), dictionary.enabled());
        Schedules.set(handle, to.id(), Schedules.ofGroup(handle, from.id()));
        PasswordRules.require(handle, to.id(), PasswordRules.required(handle, from.id()));
        keepChecks(handle, to.id(), checks(handle, from.id()));
    }

    private void share(Handle handle, HostGroup group, Call call) {
        Values given = call.body();
        given.optionalObject("weak_pwd_policy_info")
                .flatMap(policy -> policy.filter("content"))
                .map(content -> WeakPasswordPolicy.parse(content, call.service()))
                .ifPresent(policy -> apply(handle, group, policy, Author.of(call.caller())));
        given.optionalObject("policy_info")
                .flatMap(policy -> policy.optionalText("content"))
                .ifPresent(content -> keepChecks(handle, group.id(), content));
        given.optionalObject("task_condition")
                .map(TaskCondition::schedule)
                .ifPresent(schedule -> Schedules.set(handle, group.id(), schedule));
        if (given.has("agent_id_list")) {
            assign(handle, group, call);
        }
    }

    private void apply(Handle handle, HostGroup group, WeakPasswordPolicy policy, Author author) {
        policy.words()
                .ifPresent(words ->
                        dictionaries.replace(handle, group.id(), words, author, OptionalInt.empty(), parts.now()));
        policy.enabled().ifPresent(enabled -> dictionaries.enable(handle, group.id(), enabled));
        policy.requirement().ifPresent(requirement -> PasswordRules.require(handle, group.id(), requirement));
    }

    /** The list is the whole list: the group's other hosts fall to the default group. */
    private static void assign(Handle handle, HostGroup group, Call call) {
        handle.createUpdate("update host set group_id = '' where project_id = :projectId and group_id = :id")
                .bindMethods(group)
                .execute();
        for (String agent : new LinkedHashSet<>(call.body().texts("agent_id_list"))) {
            String host = handle.createQuery("select id from host where project_id = :projectId"
                            + " and agent_id = :agent and retired_at is null")
                    .bind("projectId", group.projectId())
                    .bind("agent", agent)
                    .mapTo(String.class)
                    .findFirst()
                    .orElseThrow(() -> call.service().notFound("agent", agent));
            HostGroups.assign(handle, group, host);
        }
    }

    private ObjectNode view(Handle handle, HostGroup group) {
        TaskCondition task = TaskCondition.of(Schedules.ofGroup(handle, group.id()));
        ObjectNode view = Json.object()
                .put("group_id", group.id())
                .put("group_name", group.name())
                .put("description", group.description())
                .put("check_rule_num", 0)
                .put("host_num", HostGroups.size(handle, group))
                .put("deletable", !group.defaultGroup())
                .put("default_group", group.defaultGroup())
                .put("support_os", group.supportOs());
        view.putObject("policy_info").put("content", checks(handle, group.id()));
        view.putObject("weak_pwd_policy_info").put("content", content(handle, group.id()));
        view.set("agent_id_list", Json.tree(agents(handle, group)));
        view.set("task_condition", Json.tree(task));
        return view.put(
                "detection_period",
                "%s %02d:%02d"
                        .formatted(
                                task.dayOfWeek().isEmpty() ? "every day" : String.join(",", task.dayOfWeek()),
                                task.hour(),
                                task.minute()));
    }

    private String content(Handle handle, String groupId) {
        Dictionary dictionary = dictionaries.of(handle, groupId);
        return WeakPasswordPolicy.write(
                dictionary.enabled(),
                dictionaries.words(handle, groupId, dictionary.version()),
                PasswordRules.required(handle, groupId));
    }

    private static List<String> agents(Handle handle, HostGroup group) {
        return handle.createQuery("select agent_id from host where project_id = :projectId and group_id = :group"
                        + " and agent_id <> '' and retired_at is null order by name, id")
                .bind("projectId", group.projectId())
                .bind("group", HostGroups.key(group))
                .mapTo(String.class)
                .list();
    }

    private static String checks(Handle handle, String groupId) {
        return handle.createQuery("select content from group_policy where group_id = :groupId")
                .bind("groupId", groupId)
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    private static void keepChecks(Handle handle, String groupId, String content) {
        handle.createUpdate("insert into group_policy (group_id, content) values (:groupId, :content)"
                        + " on conflict (group_id) do update set content = excluded.content")
                .bind("groupId", groupId)
                .bind("content", content)
                .execute();
    }
}
