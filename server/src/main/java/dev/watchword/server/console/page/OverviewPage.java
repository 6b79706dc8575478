package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Texts;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A project at a glance: how much is weak, since when, how far one has looked, and what to do first. */
public final class OverviewPage {

    private static final int FIRST = 8;

    /** What the API's lists give at the least. */
    private static final int LEAST = 10;

    private static final List<String> URGENT = List.of("critical", "high");

    private OverviewPage() {}

    /**
     * What the template shows.
     *
     * @param hosts all
     * @param scanned hosts that were scanned at all
     * @param weak hosts with a weak account
     * @param open findings that nobody mended, accepted ones among them
     * @param accepted of the open ones
     * @param stale hosts without a recent scan
     * @param incomplete stores that were not read to their end
     * @param severities how many findings are how urgent
     * @param services by kind of account
     * @param weaknesses by reason
     * @param ages by age
     * @param first what to do first
     * @param trend over time
     * @param list the page with all weak passwords
     * @param hostList the page with all hosts
     * @param images the same of images
     */
    public record View(
            long hosts,
            long scanned,
            long weak,
            long open,
            long accepted,
            long stale,
            long incomplete,
            List<Bar> severities,
            List<Bar> services,
            List<Bar> weaknesses,
            List<Bar> ages,
            List<Finding> first,
            TrendChart trend,
            Address list,
            Address hostList,
            Images images) {}

    /**
     * Container images in numbers.
     *
     * @param read how many were read
     * @param weak with something weak
     * @param findings what is weak in them
     * @param stale not read lately
     * @param incomplete not read to their end
     * @param worst which to mend first
     * @param list the page with all of them
     */
    public record Images(
            long read, long weak, long findings, long stale, long incomplete, List<Worst> worst, Address list) {

        static Images of(Visit visit) {
            JsonNode json = visit.api().get(Address.of("/v1/watchword/{}/images/overview", visit.project()));
            return new Images(
                    json.path("images").asLong(),
                    json.path("weak_images").asLong(),
                    json.path("findings").asLong(),
                    json.path("stale_images").asLong(),
                    json.path("incomplete_images").asLong(),
                    json.path("worst")
                            .valueStream()
                            .map(each -> Worst.of(visit.project(), each))
                            .toList(),
                    Address.of("/console/projects/{}/images", visit.project()));
        }
    }

    /** An image with more urgent findings than others. */
    public record Worst(ImagesPage.Image image, long critical, long high) {

        static Worst of(String project, JsonNode each) {
            return new Worst(
                    ImagesPage.Image.of(project, each),
                    each.path("critical").asLong(),
                    each.path("high").asLong());
        }
    }

    /**
     * A number with its share of the largest.
     *
     * @param word of the API
     * @param label in the viewer's language
     * @param count how many
     * @param width 0 to 100
     * @param address where they are listed, if they can be
     */
    public record Bar(String word, String label, long count, long width, Optional<Address> address) {}

    /** Shows it. */
    public static Answer show(Visit visit) {
        String project = visit.project();
        JsonNode numbers = visit.api().get(Address.of("/v1/watchword/{}/overview", project));
        Address list = Address.of("/console/projects/{}/weak-passwords", project);
        Texts texts = visit.texts();
        View view = new View(
                numbers.path("hosts").asLong(),
                numbers.path("scanned_hosts").asLong(),
                numbers.path("weak_hosts").asLong(),
                numbers.path("open").asLong(),
                numbers.path("accepted").asLong(),
                numbers.path("stale_hosts").asLong(),
                numbers.path("incomplete_stores").asLong(),
                bars(texts, numbers.path("by_severity"), "severity", list),
                bars(texts, numbers.path("by_service"), "service_type", list),
                bars(texts, numbers.path("by_weakness"), "weakness", list),
                ages(texts, numbers.path("by_age")),
                first(visit, project),
                TrendChart.of(numbers.path("trend")),
                list,
                Address.of("/console/projects/{}/hosts", project),
                Images.of(visit));
        return visit.page("overview", texts.of("overview.title"), view);
    }

    /** The most urgent first: passwordless and remotely reachable ones are critical. */
    private static List<Finding> first(Visit visit, String project) {
        List<Finding> first = new ArrayList<>();
        for (String severity : URGENT) {
            if (first.size() < FIRST) {
                Address address = Address.of("/v1/watchword/{}/findings", project)
                        .with("severity", severity)
                        .with("limit", LEAST);
                visit.api()
                        .get(address)
                        .path("data_list")
                        .valueStream()
                        .limit(FIRST - first.size())
                        .forEach(each -> first.add(Finding.of(each)));
            }
        }
        return first;
    }

    private static List<Bar> bars(Texts texts, JsonNode counts, String filter, Address list) {
        long most = Math.max(
                1, counts.valueStream().mapToLong(JsonNode::asLong).max().orElse(1));
        return counts.propertyStream()
                .map(each -> new Bar(
                        each.getKey(),
                        texts.word(filter, each.getKey()),
                        each.getValue().asLong(),
                        each.getValue().asLong() * 100 / most,
                        Optional.of(list.with(filter, each.getKey()))))
                .toList();
    }

    private static List<Bar> ages(Texts texts, JsonNode ages) {
        long most = Math.max(
                1,
                ages.valueStream()
                        .mapToLong(each -> each.path("open").asLong())
                        .max()
                        .orElse(1));
        List<Bar> bars = new ArrayList<>();
        long above = 0;
        for (JsonNode each : ages) {
            long below = each.path("below_days").asLong();
            String label = texts.of("overview.above", above);
            if (below > 0) {
                label = above == 0 ? texts.of("overview.today") : texts.of("overview.between", above, below);
            }
            long count = each.path("open").asLong();
            bars.add(new Bar(Long.toString(below), label, count, count * 100 / most, Optional.empty()));
            above = below;
        }
        return bars;
    }
}
