package dev.watchword.server.hosts;

import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.database.Folded;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Groups of hosts, as our own API and the vendor's policy groups both change them. Safe for use by many threads.
 *
 * @param parts the database
 */
public record HostGroupsApi(Parts parts) {

    /** How many groups a project may have. */
    public static final int MOST_GROUPS = 1_000;

    /** A group's name. */
    public static final Shape NAME = Shape.text(1, 256).matching("[^\\p{Cc}\\p{Cs}]*");

    /** What a group says of itself. */
    public static final Shape DESCRIPTION = Shape.text(0, 256).matching("[^\\p{Cc}\\p{Cs}]*");

    /** For which operating system. */
    public static final Shape SYSTEM = Shape.word("Linux", "Windows");

    private static final Field DESCRIBED = Field.optional("description", DESCRIPTION);
    private static final Field SUPPORTED = Field.optional("support_os", SYSTEM);

    /** A new group. */
    public static final Fields NEW = Fields.of(Field.required("name", NAME), DESCRIBED, SUPPORTED);

    /** What of it changes. */
    public static final Fields CHANGE = Fields.of(Field.optional("name", NAME), DESCRIBED, SUPPORTED);

    /** Which hosts. */
    public static final Fields HOSTS = Fields.of(Field.required("host_ids", Shape.items(1, 1_000, Shape.text(1, 64))));

    /** A group. */
    public static final Fields ONE = Fields.of(record());

    /** Asks for groups. */
    public static final Fields QUERY = Fields.of(
            Field.optional("name", Shape.text(0, 256)).saying("A part of the name; case does not matter."),
            Listing.LIMIT,
            Listing.OFFSET);

    /** Groups. */
    public static final Fields MANY = Listing.answered(record());

    /** Answers a page of the groups. */
    public Answer list(Call call) {
        settle(call.projectId());
        String name = call.query().filter("name").map(Folded::of).orElse("");
        var dialect = parts.database().dialect();
        return parts.database()
                .read(handle -> Listing.page(
                        HostGroups.count(handle, dialect, call.projectId(), name),
                        HostGroups.page(
                                        handle,
                                        dialect,
                                        call.projectId(),
                                        name,
                                        call.query().whole("limit"),
                                        call.query().whole("offset"))
                                .stream()
                                .map(group -> view(handle, group))
                                .toList()));
    }

    /** Answers one. */
    public Answer show(Call call) {
        return on(call, handle -> Answer.ok(view(handle, of(handle, call))));
    }

    /** Makes one. */
    public Answer add(Call call) {
        settle(call.projectId());
        HostGroup group = new HostGroup(
                Ids.uuid(),
                call.projectId(),
                "0",
                call.body().text("name"),
                call.body().optionalText("description").orElse(""),
                call.body().optionalText("support_os").orElse("Linux"),
                false,
                parts.now());
        call.notes().note("group_id", group.id());
        return parts.database().write(handle -> {
            add(handle, group, call.service());
            return Answer.json(201, view(handle, group));
        });
    }

    /** Changes one. */
    public Answer change(Call call) {
        settle(call.projectId());
        return parts.database().write(handle -> {
            HostGroup old = of(handle, call);
            HostGroup group = new HostGroup(
                    old.id(),
                    old.projectId(),
                    old.enterpriseProjectId(),
                    call.body().optionalText("name").orElse(old.name()),
                    call.body().optionalText("description").orElse(old.description()),
                    call.body().optionalText("support_os").orElse(old.supportOs()),
                    old.defaultGroup(),
                    old.createdAt());
            change(handle, group, call.service());
            return Answer.ok(view(handle, group));
        });
    }

    /** Deletes one; its hosts fall to the default group. */
    public Answer delete(Call call) {
        settle(call.projectId());
        parts.database().change(handle -> delete(handle, of(handle, call), call.service()));
        return Answer.empty(204);
    }

    /** Puts hosts into one, all or none. */
    public Answer assign(Call call) {
        settle(call.projectId());
        return parts.database().write(handle -> {
            HostGroup group = of(handle, call);
            for (String host : new LinkedHashSet<>(call.body().texts("host_ids"))) {
                if (!HostGroups.assign(handle, group, host)) {
                    throw call.service().notFound("host", host);
                }
            }
            return Answer.ok(view(handle, group));
        });
    }

    /** Makes sure that the project's default group is there to be seen. */
    public void settle(String projectId) {
        if (!parts.database().read(handle -> HostGroups.settled(handle, projectId))) {
            parts.database().change(handle -> HostGroups.settle(handle, projectId, parts.now()));
        }
    }

    /**
     * The group that a call's path names.
     *
     * @throws ApiError when it is none of the project's
     */
    public static HostGroup of(Handle handle, Call call) {
        return of(handle, call, call.path("group_id"));
    }

    /**
     * A group that a call names.
     *
     * @throws ApiError when it is none of the project's
     */
    public static HostGroup of(Handle handle, Call call, String groupId) {
        return HostGroups.find(handle, call.projectId(), groupId)
                .orElseThrow(() -> call.service().notFound("host group", groupId));
    }

    /** Adds a group whose name is free, unless there are too many. */
    public static void add(Handle handle, HostGroup group, Service service) {
        requireFreeName(handle, group, service);
        if (HostGroups.total(handle, group.projectId()) >= MOST_GROUPS) {
            throw service.invalid("name", "there are " + MOST_GROUPS + " groups already");
        }
        HostGroups.add(handle, group);
    }

    /** Changes a group, to a name that is free. */
    public static void change(Handle handle, HostGroup group, Service service) {
        requireFreeName(handle, group, service);
        HostGroups.change(handle, group);
    }

    /** Deletes a group that is not the default one. */
    public static void delete(Handle handle, HostGroup group, Service service) {
        if (group.defaultGroup()) {
            throw service.invalid("group_id", "the default group cannot be deleted");
        }
        HostGroups.delete(handle, group);
    }

    private Answer on(Call call, Function<Handle, Answer> question) {
        settle(call.projectId());
        return parts.database().read(question);
    }

    private static void requireFreeName(Handle handle, HostGroup group, Service service) {
        HostGroups.named(handle, group.projectId(), group.name())
                .filter(other -> !other.id().equals(group.id()))
                .ifPresent(other -> {
                    throw service.invalid("name", "another group has it");
                });
    }

    private static View view(Handle handle, HostGroup group) {
        return new View(
                group.id(),
                group.name(),
                group.description(),
                group.supportOs(),
                group.defaultGroup(),
                HostGroups.size(handle, group),
                group.createdAt());
    }

    private static Field[] record() {
        return List.of(
                        Field.required("id", Shape.text(1, 64)),
                        Field.required("name", NAME),
                        Field.required("description", DESCRIPTION),
                        Field.required("support_os", SYSTEM),
                        Field.required("default_group", Shape.flag()),
                        Field.required("host_num", Shape.whole(0, Integer.MAX_VALUE)),
                        Field.required("created_at", Shape.whole(0, Long.MAX_VALUE)))
                .toArray(Field[]::new);
    }

    private record View(
            String id,
            String name,
            String description,
            String supportOs,
            boolean defaultGroup,
            int hostNum,
            long createdAt) {}
}
