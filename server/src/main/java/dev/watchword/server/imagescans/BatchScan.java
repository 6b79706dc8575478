package dev.watchword.server.imagescans;

import dev.watchword.protocol.ImagePattern;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import dev.watchword.server.registries.Registries;
import dev.watchword.server.registries.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The vendor's call that starts scans of images: of those that are named, or of all that fit. Safe for many threads. */
public final class BatchScan {

    private static final Shape TEXT = Shape.text(0, 65_535);
    private static final Shape TIME = Shape.whole(0, Long.MAX_VALUE);

    /** What the vendor's clients send. */
    public static final Fields BODY = Fields.of(
            Field.optional("operate_all", Shape.flag())
                    .or(false)
                    .saying("Whether all images that fit are meant, and not those of image_info_list."),
            Field.optional(
                            "image_info_list",
                            Shape.items(
                                    0,
                                    ScansApi.MOST,
                                    Shape.members(
                                            Field.optional("namespace", Shape.text(0, 255)),
                                            Field.required("image_name", Shape.text(1, 255)),
                                            Field.required("image_version", Shape.text(1, 128)),
                                            Field.optional("instance_id", Shape.text(0, 128)),
                                            Field.optional("instance_url", Shape.text(0, 512)))))
                    .or(List.of()),
            Field.optional("repo_type", Shape.text(0, 128)).saying("Decides nothing."),
            Field.optional(
                            "image_type",
                            Shape.word("private_image", "shared_image", "instance_image", "registry", "cicd"))
                    .saying("Registries whose images are of this kind; without it, all."),
            Field.optional("namespace", TEXT).saying("A part of it."),
            Field.optional("image_name", TEXT).saying("A part of it."),
            Field.optional("image_version", TEXT).saying("A part of it."),
            Field.optional("scan_status", Shape.word("", "success", "failed"))
                    .saying("With it or a time, images that were read before; failed are those not read to their end."),
            Field.optional("start_latest_scan_time", TIME),
            Field.optional("end_latest_scan_time", TIME),
            Field.optional("latest_version", Shape.flag()).saying("true is refused: registries do not tell."),
            Field.optional("image_size", TIME).saying("Refused: registries do not tell."),
            Field.optional("start_latest_update_time", TIME).saying("Refused: registries do not tell."),
            Field.optional("end_latest_update_time", TIME).saying("Refused: registries do not tell."));

    private final Parts parts;
    private final Registries registries;
    private final Scans scans;

    BatchScan(Parts parts, Registries registries, Scans scans) {
        this.parts = parts;
        this.registries = registries;
        this.scans = scans;
    }

    /** Starts them. */
    public Answer start(Call call) {
        Listing.checkRegion(call);
        requireKnown(call.body());
        int started = parts.database().write(handle -> {
            List<Registry> asked = registries.all(handle, call.projectId()).stream()
                    .filter(each -> fits(call.body().filter("image_type").orElse(""), each.imageType()))
                    .toList();
            Map<Registry, List<String>> images =
                    call.body().flag("operate_all") ? all(handle, call.body(), asked) : named(call.body(), asked);
            images.forEach((registry, each) -> scans.request(
                    handle,
                    call.projectId(),
                    registry.id(),
                    "request",
                    each,
                    call.caller().userId(),
                    call.service(),
                    parts.now()));
            return images.size();
        });
        call.notes().note("scans", Integer.toString(started));
        return Answer.empty(200);
    }

    private static void requireKnown(Values body) {
        for (String field : List.of("image_size", "start_latest_update_time", "end_latest_update_time")) {
            if (body.has(field)) {
                throw Service.HSS.invalid(field, "images cannot be told apart by it");
            }
        }
        if (body.optionalFlag("latest_version").orElse(false)) {
            throw Service.HSS.invalid("latest_version", "images cannot be told apart by it");
        }
        if (!body.flag("operate_all") && body.objects("image_info_list").isEmpty()) {
            throw Service.HSS.invalid("image_info_list", "it is required unless operate_all is true");
        }
    }

    private static Map<Registry, List<String>> named(Values body, List<Registry> registries) {
        Map<Registry, List<String>> images = new LinkedHashMap<>();
        for (Values info : body.objects("image_info_list")) {
            List<Registry> fitting =
                    registries.stream().filter(each -> isMeant(info, each)).toList();
            if (fitting.size() != 1) {
                throw Service.HSS.invalid(
                        "image_info_list",
                        fitting.isEmpty()
                                ? "no registry has the instance_id and the instance_url of an image"
                                : "several registries may have an image: say image_type, instance_id or instance_url");
            }
            String namespace = info.filter("namespace").map(each -> each + "/").orElse("");
            String text = namespace + info.text("image_name") + ":" + info.text("image_version");
            if (text.contains("*")) {
                throw Service.HSS.invalid("image_info_list", "it names images one by one");
            }
            images.computeIfAbsent(fitting.getFirst(), any -> new ArrayList<>()).add(text);
        }
        images.replaceAll((registry, each) -> Scans.checked(each, Service.HSS));
        return images;
    }

    private static boolean isMeant(Values info, Registry registry) {
        return fits(info.filter("instance_id").orElse(""), registry.instanceId())
                && fits(host(info.filter("instance_url").orElse("")), registry.host());
    }

    private Map<Registry, List<String>> all(Handle handle, Values body, List<Registry> registries) {
        boolean before = body.filter("scan_status").isPresent()
                || body.has("start_latest_scan_time")
                || body.has("end_latest_scan_time");
        Map<Registry, List<String>> images = new LinkedHashMap<>();
        for (Registry registry : registries) {
            List<String> each = before ? readBefore(handle, body, registry) : patterns(body);
            if (!each.isEmpty()) {
                images.put(registry, each);
            }
        }
        return images;
    }

    private static List<String> patterns(Values body) {
        String namespace = part(body, "namespace", true);
        String name = part(body, "image_name", true);
        String tag = part(body, "image_version", false);
        List<String> patterns = namespace.isEmpty()
                ? List.of(around(name) + ":" + around(tag), "**/" + around(name) + ":" + around(tag))
                : List.of("**" + namespace + "**/" + around(name) + ":" + around(tag));
        return Scans.checked(patterns, Service.HSS);
    }

    private static String part(Values body, String field, boolean fold) {
        String text = body.filter(field).orElse("");
        if (text.contains("*")) {
            throw Service.HSS.invalid(field, "no image has such a name");
        }
        return fold ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static String around(String part) {
        return part.isEmpty() ? "*" : "*" + part + "*";
    }

    private static List<String> readBefore(Handle handle, Values body, Registry registry) {
        String status = body.filter("scan_status").orElse("");
        List<ImagePattern> patterns = patterns(body).stream()
                .flatMap(each -> ImagePattern.parse(each).stream())
                .toList();
        return handle
                .createQuery("select namespace, name, version from image where registry_id = :registryId"
                        + " and (:status = '' or :status = 'success' and incomplete = ''"
                        + " or :status = 'failed' and incomplete <> '')"
                        + " and latest_scan_time >= :from and latest_scan_time <= :to"
                        + " order by namespace, name, version")
                .bind("registryId", registry.id())
                .bind("status", status)
                .bind("from", body.optionalLong("start_latest_scan_time").orElse(0))
                .bind("to", body.optionalLong("end_latest_scan_time").orElse(Long.MAX_VALUE))
                .map((row, context) ->
                        new ImageName(row.getString("namespace"), row.getString("name"), row.getString("version"), ""))
                .list()
                .stream()
                .filter(name -> patterns.stream().anyMatch(pattern -> pattern.matches(name.text())))
                .map(ImageName::text)
                .toList();
    }

    /** A registry's address as the vendor writes it, without its scheme. */
    private static String host(String url) {
        String rest = url.contains("://") ? url.substring(url.indexOf("://") + 3) : url;
        return (rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest).toLowerCase(Locale.ROOT);
    }

    private static boolean fits(String asked, String has) {
        return asked.isEmpty() || asked.equals(has);
    }
}
