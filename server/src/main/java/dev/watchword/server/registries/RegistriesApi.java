package dev.watchword.server.registries;

import dev.watchword.protocol.RegistryLogin;
import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The calls about registries. No answer holds a login. Safe for use by many threads.
 *
 * @param parts the database
 * @param registries where they are kept
 * @param deleted hears which registry goes, in the same transaction
 */
public record RegistriesApi(Parts parts, Registries registries, Deleted deleted) {

    private static final int MOST = 100;
    private static final String HOST =
            "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){0,30}(?::[0-9]{1,5})?"
                    + "|\\[[0-9a-f:.]{2,45}\\](?::[0-9]{1,5})?";
    private static final String PRINTABLE = "[^\\p{Cc}\\p{Cs}]*";
    private static final Shape NAME = Shape.text(1, 256).matching(PRINTABLE);
    private static final Shape ADDRESS = Shape.text(1, 255).matching(HOST);
    private static final Shape IMAGE_TYPE =
            Shape.word("private_image", "shared_image", "instance_image", "registry", "cicd");
    private static final Shape REGISTRY_TYPE =
            Shape.word("SwrPrivate", "SwrShared", "SwrEnterprise", "Harbor", "Jfrog", "Other");
    private static final Field INSTANCE =
            Field.optional("instance_id", Shape.text(0, 128).matching(PRINTABLE));
    private static final Field ENTERPRISE =
            Field.optional("enterprise_project_id", Shape.text(1, 256).matching(PRINTABLE));
    private static final Field PLAIN =
            Field.optional("plain_http", Shape.flag()).saying("Whether it is spoken to without TLS.");
    private static final Field PRIVATE = Field.optional("private_addresses", Shape.flag())
            .saying("Whether it may have an address that is not public; the scanner must allow that too.");
    private static final Field HOSTS = Field.optional("allowed_hosts", Shape.items(0, 20, ADDRESS))
            .saying("Where else it may send scanners, for tokens and for layers.");
    private static final Field AUTHORITY = Field.optional(
                    "authority", Shape.text(0, 65_536).matching("[\\r\\n -~]*"))
            .saying("Certificates to trust besides the usual ones, as PEM.");
    private static final Field LOGIN = Field.optional(
                    "login",
                    Shape.members(
                            Field.required("user_name", Shape.text(0, 256).matching(PRINTABLE)),
                            Field.optional("password", Shape.text(0, 8_192).matching(PRINTABLE))
                                    .or("")))
            .saying(
                    "Kept encrypted and never shown; with an empty user_name nobody logs in. A new host needs it anew.");

    /** A new one. */
    public static final Fields NEW = Fields.of(
            Field.required("name", NAME),
            Field.required("host", ADDRESS),
            Field.optional("image_type", IMAGE_TYPE),
            Field.optional("registry_type", REGISTRY_TYPE),
            INSTANCE,
            ENTERPRISE,
            PLAIN,
            PRIVATE,
            HOSTS,
            AUTHORITY,
            LOGIN);

    /** What of it changes. */
    public static final Fields CHANGE = Fields.of(
            Field.optional("name", NAME),
            Field.optional("host", ADDRESS),
            Field.optional("image_type", IMAGE_TYPE),
            Field.optional("registry_type", REGISTRY_TYPE),
            INSTANCE,
            ENTERPRISE,
            PLAIN,
            PRIVATE,
            HOSTS,
            AUTHORITY,
            LOGIN);

    /** One. */
    public static final Fields ONE = Fields.of(record());

    /** All. */
    public static final Fields MANY = Fields.of(
            Field.required("total_num", Shape.whole(0, MOST)),
            Field.required("data_list", Shape.items(0, MOST, Shape.members(record()))));

    /** Hears that a registry goes. */
    @FunctionalInterface
    public interface Deleted {

        /** In the transaction that deletes it; may run more than once. */
        void deleted(Handle handle, Registry registry, long now);
    }

    /** Answers all. */
    public Answer list(Call call) {
        List<View> views = parts.database().read(handle -> registries.all(handle, call.projectId())).stream()
                .map(View::of)
                .toList();
        var json = Json.object().put("total_num", views.size());
        json.set("data_list", Json.tree(views));
        return Answer.ok(json);
    }

    /** Answers one. */
    public Answer show(Call call) {
        return Answer.ok(View.of(parts.database().read(handle -> registry(handle, call))));
    }

    /** Makes one. */
    public Answer add(Call call) {
        Registry made = changed(
                new Registry(
                        Ids.uuid(),
                        call.projectId(),
                        "0",
                        call.body().text("name"),
                        call.body().text("host"),
                        "registry",
                        "Other",
                        "",
                        false,
                        false,
                        List.of(),
                        "",
                        false,
                        parts.now(),
                        0),
                call.body());
        Optional<RegistryLogin> login = login(call);
        call.notes().note("registry_id", made.id());
        call.notes().note("host", made.host());
        return parts.database().write(handle -> {
            requireFreeName(handle, made);
            if (registries.count(handle, made.projectId()) >= MOST) {
                throw Service.WATCHWORD.invalid("name", "there are " + MOST + " registries already");
            }
            registries.put(handle, made);
            login.ifPresent(given -> registries.setLogin(handle, made.id(), given));
            return Answer.json(201, View.of(again(handle, made)));
        });
    }

    /** Changes one. A login is for the host that it was given for: another host needs it again. */
    public Answer change(Call call) {
        Optional<RegistryLogin> login = login(call);
        boolean given = call.body().has(LOGIN.name());
        call.notes().note("registry_id", call.path("registry_id"));
        return parts.database().write(handle -> {
            Registry old = registry(handle, call);
            Registry changed = changed(old, call.body());
            requireFreeName(handle, changed);
            if (old.hasLogin() && !given && widens(old, changed)) {
                throw Service.WATCHWORD.invalid("login", "it must be given again, as it may go to another host now");
            }
            registries.put(handle, changed);
            if (given) {
                login.ifPresentOrElse(
                        one -> registries.setLogin(handle, old.id(), one),
                        () -> registries.dropLogin(handle, old.id()));
            }
            return Answer.ok(View.of(again(handle, changed)));
        });
    }

    /** Deletes one; its jobs end, and what was found in its images stays. */
    public Answer delete(Call call) {
        call.notes().note("registry_id", call.path("registry_id"));
        parts.database().change(handle -> {
            Registry registry = registry(handle, call);
            deleted.deleted(handle, registry, parts.now());
            registries.delete(handle, registry.id());
        });
        return Answer.empty(204);
    }

    /** Whoever does not know the login must not make it travel where it did not. */
    private static boolean widens(Registry old, Registry changed) {
        return !old.host().equals(changed.host())
                || !old.plainHttp() && changed.plainHttp()
                || !old.allowedHosts().containsAll(changed.allowedHosts())
                || !old.authority().equals(changed.authority());
    }

    private Registry registry(Handle handle, Call call) {
        String id = call.path("registry_id");
        return registries
                .find(handle, call.projectId(), id)
                .orElseThrow(() -> Service.WATCHWORD.notFound("registry", id));
    }

    private Registry again(Handle handle, Registry registry) {
        return registries.find(handle, registry.projectId(), registry.id()).orElseThrow();
    }

    private void requireFreeName(Handle handle, Registry registry) {
        if (registries.isTaken(handle, registry)) {
            throw Service.WATCHWORD.invalid("name", "another registry has it");
        }
    }

    private static Registry changed(Registry old, Values body) {
        return new Registry(
                old.id(),
                old.projectId(),
                body.optionalText("enterprise_project_id").orElse(old.enterpriseProjectId()),
                body.optionalText("name").orElse(old.name()),
                body.optionalText("host").orElse(old.host()),
                body.optionalText("image_type").orElse(old.imageType()),
                body.optionalText("registry_type").orElse(old.registryType()),
                body.optionalText("instance_id").orElse(old.instanceId()),
                body.optionalFlag("plain_http").orElse(old.plainHttp()),
                body.optionalFlag("private_addresses").orElse(old.privateAddresses()),
                body.has("allowed_hosts") ? body.texts("allowed_hosts") : old.allowedHosts(),
                body.optionalText("authority").orElse(old.authority()),
                old.hasLogin(),
                old.createdAt(),
                old.lastUsedAt());
    }

    /**
     * The login that is given; empty without one, and for an empty user.
     *
     * @throws ApiError 400 when it has no UTF-8 within its bounds
     */
    private static Optional<RegistryLogin> login(Call call) {
        Optional<Values> given = call.body().optionalObject(LOGIN.name());
        String user = given.map(login -> login.text("user_name")).orElse("");
        String password = given.map(login -> login.text("password")).orElse("");
        if (user.isEmpty() != password.isEmpty()) {
            throw Service.WATCHWORD.invalid("login", "it needs both user_name and password, or neither");
        }
        if (bytes(user) > 256 || bytes(password) > 8_192) {
            throw Service.WATCHWORD.invalid("login", "it is too long");
        }
        return user.isEmpty() ? Optional.empty() : Optional.of(new RegistryLogin(user, password));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Field[] record() {
        return List.of(
                        Field.required("id", Shape.text(36, 36)),
                        Field.required("name", NAME),
                        Field.required("host", ADDRESS),
                        Field.required("image_type", IMAGE_TYPE),
                        Field.required("registry_type", REGISTRY_TYPE),
                        Field.required("instance_id", Shape.text(0, 128)),
                        Field.required("enterprise_project_id", Shape.text(1, 256)),
                        Field.required("plain_http", Shape.flag()),
                        Field.required("private_addresses", Shape.flag()),
                        Field.required("allowed_hosts", Shape.items(0, 20, ADDRESS)),
                        Field.required("authority", Shape.text(0, 65_536)),
                        Field.required("has_login", Shape.flag()),
                        Field.required("created_at", Shape.whole(0, Long.MAX_VALUE)),
                        Field.required("last_used_at", Shape.whole(0, Long.MAX_VALUE))
                                .saying("When a scanner was last sent there; 0 for never."))
                .toArray(Field[]::new);
    }

    private record View(
            String id,
            String name,
            String host,
            String imageType,
            String registryType,
            String instanceId,
            String enterpriseProjectId,
            boolean plainHttp,
            boolean privateAddresses,
            List<String> allowedHosts,
            String authority,
            boolean hasLogin,
            long createdAt,
            long lastUsedAt) {

        static View of(Registry one) {
            return new View(
                    one.id(),
                    one.name(),
                    one.host(),
                    one.imageType(),
                    one.registryType(),
                    one.instanceId(),
                    one.enterpriseProjectId(),
                    one.plainHttp(),
                    one.privateAddresses(),
                    one.allowedHosts(),
                    one.authority(),
                    one.hasLogin(),
                    one.createdAt(),
                    one.lastUsedAt());
        }
    }
}
