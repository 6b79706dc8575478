package dev.watchword.server.imagescans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.LoginTerms;
import dev.watchword.protocol.RegistryLogin;
import dev.watchword.protocol.SealedLogin;
import dev.watchword.protocol.VerificationKey;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.agents.ServerKeys;
import dev.watchword.server.agents.TestAgent;
import dev.watchword.server.database.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageScansTest {

    private static final String OWN = "/v1/watchword/" + TestApi.PROJECT;
    private static final String SCANS = OWN + "/images/scans";
    private static final String VENDOR = "/v5/" + TestApi.PROJECT + "/image";
    private static final String WORDS = VENDOR + "/baseline/extended-weak-password";

    @ParameterizedTest
    @EnumSource
    void aScannersFindingsAreListed(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            assertEquals(0, scanner.waiting());
            assertEquals(Optional.empty(), scanner.lease());
            String scan = scan(api, registry(api), "shop/web:1.0");
            assertEquals("waiting", state(api, scan));
            assertEquals(1, scanner.waiting());
            ImageJob job = scanner.job();
            assertEquals("shop/web:1.0", job.reference());
            assertEquals("scan", job.kind());
            assertEquals("running", state(api, scan));
            assertEquals(Optional.empty(), scanner.lease());
            assertEquals(204, scanner.found(job, TestScanner.weak("root", "")).status());
            assertEquals("done", state(api, scan));
            JsonNode listed = api.get(VENDOR + "/baseline/weak-password-users?image_type=registry")
                    .json()
                    .at("/data_list/0");
            assertEquals("shop", listed.path("namespace").asText());
            assertEquals("web", listed.path("image_name").asText());
            assertEquals("1.0", listed.path("image_version").asText());
            assertEquals("Harbor", listed.path("image_type").asText());
            assertEquals(TestScanner.DIGEST, listed.path("image_id").asText());
            assertEquals(
                    "{\"image_weak_pwd\":1,\"pwd_policy\":0,\"security_check\":0}",
                    api.get(VENDOR + "/baseline/statistic?image_type=registry").text());
            assertEquals(
                    "{\"image_weak_pwd\":0,\"pwd_policy\":0,\"security_check\":0}",
                    api.get(VENDOR + "/baseline/statistic?image_type=cicd").text());
            assertEquals(
                    204,
                    scanner.found(job, TestScanner.weak("root", "")).status(),
                    "the same result again changes nothing");
        }
    }

    /** The registry's login goes to the scanner that has the lease, and to nobody else. */
    @ParameterizedTest
    @EnumSource
    void theLoginTravelsSealedForTheScanner(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            scan(api, registry(api), "shop/web:1.0");
            ImageJob job = scanner.job();
            SealedLogin sealed = SealedLogin.parse(job.registry().login()).orElseThrow();
            VerificationKey server = ServerKeys.open(api.parts()).current().publicKey();
            LoginTerms terms =
                    new LoginTerms(scanner.agent().agentId(), job.id(), job.leaseId(), "registry.example:5000");
            assertEquals(
                    Optional.of(new RegistryLogin("robot", "kingfisher-9")),
                    sealed.open(terms, List.of(scanner.agent().keys().opening()), Set.of(server)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKilledScannersWorkIsTakenOver(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner killed = TestScanner.enrolled(api, "s1");
            TestScanner other = TestScanner.enrolled(api, "s2");
            String scan = scan(api, registry(api), "web:1");
            ImageJob lost = killed.job();
            api.clock().move(Duration.ofSeconds(119));
            assertEquals(204, killed.renew(lost).status());
            api.clock().move(Duration.ofSeconds(119));
            assertEquals(Optional.empty(), other.lease(), "it was renewed");
            api.clock().move(Duration.ofSeconds(1));
            assertEquals(1, other.waiting());
            ImageJob taken = other.job();
            assertEquals(lost.id(), taken.id());
            assertNotEquals(lost.leaseId(), taken.leaseId());
            assertEquals("WW.0107", TestAgent.code(killed.renew(lost)));
            assertEquals("WW.0107", TestAgent.code(killed.found(lost, TestScanner.weak("zombie", ""))));
            assertEquals(204, other.found(taken, TestScanner.weak("root", "")).status());
            assertEquals(List.of("root"), users(api));
            assertEquals("done", state(api, scan));
        }
    }

    /** What hung while its scanner was started anew has nothing to say, though the key is the same. */
    @ParameterizedTest
    @EnumSource
    void aFormerLeaseOfTheSameScannerIsOver(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            scan(api, registry(api), "web:1");
            ImageJob lost = scanner.job();
            api.clock().move(Duration.ofSeconds(120));
            ImageJob again = scanner.job();
            assertEquals(lost.id(), again.id());
            assertEquals("WW.0107", TestAgent.code(scanner.renew(lost)));
            assertEquals("WW.0107", TestAgent.code(scanner.found(lost, TestScanner.weak("zombie", ""))));
            assertEquals(204, scanner.found(again).status());
            assertEquals(List.of(), users(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void triesAreBoundedAndTheirEndIsTold(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            String registry = registry(api);
            String scan = scan(api, registry, "web:1", "web:2", "web:3");
            ImageJob first = scanner.job();
            assertEquals(204, scanner.failed(first, "no such image", false).status());
            ImageJob second = scanner.job();
            assertEquals(204, scanner.failed(second, "503", true).status());
            ImageJob third = scanner.job();
            assertNotEquals(second.id(), third.id(), "one that failed rests");
            assertEquals(
                    204,
                    scanner.finish(TestScanner.result(third, "incomplete", "ratio", TestScanner.weak("root", "")))
                            .status());
            for (int i = 0; i < Jobs.ATTEMPTS - 1; i++) {
                api.clock().move(Duration.ofHours(1));
                assertEquals(second.id(), scanner.job().id());
            }
            api.clock().move(Duration.ofHours(1));
            assertEquals(Optional.empty(), scanner.lease());
            assertEquals("incomplete", state(api, scan));
            JsonNode jobs = api.get(SCANS + "/" + scan + "/jobs").json().path("data_list");
            List<String> told = new ArrayList<>();
            jobs.forEach(each -> told.add(each.path("image").asText() + " "
                    + each.path("state").asText() + " " + each.path("reason").asText()));
            Set<String> expected = Set.of("no such image", Jobs.LOST, "ratio");
            assertEquals(3, told.size());
            assertEquals(
                    expected,
                    told.stream()
                            .map(each -> each.replaceFirst("^web:. (failed|incomplete) ", ""))
                            .collect(Collectors.toSet()));
            assertEquals(
                    2,
                    api.get(SCANS + "/" + scan + "/jobs?state=failed")
                            .json()
                            .path("total_num")
                            .asInt());
        }
    }

    /** What was known of an image that cannot be read any more is not called whole. */
    @ParameterizedTest
    @EnumSource
    void anImageThatCannotBeReadAgainIsIncomplete(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            String registry = registry(api);
            scan(api, registry, "web:1");
            scanner.found(scanner.job(), TestScanner.weak("root", ""));
            assertEquals("", incomplete(api));
            scan(api, registry, "web:1");
            scanner.failed(scanner.job(), "gone", false);
            assertEquals("gone", incomplete(api));
            assertEquals(List.of("root"), users(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void patternsAreListedByAScanner(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            String scan = scan(api, registry(api), "shop/*:1.*", "shop/web:1.0");
            ImageJob list = leaseOf(scanner, "list");
            assertEquals(List.of("shop/*:1.*"), list.patterns());
            assertEquals("WW.0001", TestAgent.code(scanner.listed(list, "other/web:1.0")));
            assertEquals("WW.0001", TestAgent.code(scanner.listed(list, "shop/a/b:1.0")));
            assertEquals(
                    204, scanner.listed(list, "shop/api:1.2", "shop/web:1.0").status());
            Set<String> images = new HashSet<>();
            for (Optional<ImageJob> job = scanner.lease(); job.isPresent(); job = scanner.lease()) {
                assertTrue(images.add(job.get().reference()), "each once");
            }
            images.add("shop/web:1.0");
            assertEquals(Set.of("shop/api:1.2", "shop/web:1.0"), images);
            assertEquals(3, api.get(SCANS + "/" + scan).json().path("total").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void newWordsAreTriedOnImagesThatWereRead(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner reader = TestScanner.enrolled(api, "s1");
            TestScanner other = TestScanner.enrolled(api, "s2");
            words(api, "first");
            String registry = registry(api);
            scan(api, registry, "web:1");
            ImageJob scan = reader.job();
            assertEquals(List.of("first"), texts(scan));
            reader.found(scan, TestScanner.weak("root", scan.words().getFirst().id()), TestScanner.weak("known", ""));
            assertEquals(Optional.empty(), reader.lease());

            words(api, "first", "second");
            assertEquals(Optional.empty(), other.lease(), "who read the image has its files");
            ImageJob recheck = reader.job();
            assertEquals("recheck", recheck.kind());
            assertEquals(List.of("second"), texts(recheck));
            assertEquals(TestScanner.DIGEST, recheck.imageId());
            String second = recheck.words().getFirst().id();
            assertEquals(
                    204,
                    reader.found(recheck, TestScanner.weak("app", second), TestScanner.weak("known", second))
                            .status());
            assertEquals(List.of("app", "known", "root"), users(api));
            assertEquals(0, rows(api, "image_word_change"), "no word is kept longer than it is needed");

            words(api, "second");
            assertEquals(List.of("app", "known"), users(api), "the finding went with its word");
            ImageJob again = reader.job();
            assertEquals("scan", again.kind(), "the password may be weak for another reason");
            reader.found(again, TestScanner.weak("root", ""));
            assertEquals(List.of("root"), users(api));

            words(api, "second", "third");
            api.clock().move(Duration.ofMinutes(5));
            assertEquals("recheck", other.job().kind(), "who read it is waited for, but not for ever");
        }
    }

    @ParameterizedTest
    @EnumSource
    void wordsThatChangeMeanwhileAreNotMissed(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            words(api, "old");
            scan(api, registry(api), "web:1");
            ImageJob scan = scanner.job();
            String old = scan.words().getFirst().id();
            words(api, "new");
            assertEquals(204, scanner.found(scan, TestScanner.weak("root", old)).status());
            assertEquals(List.of(), users(api), "nobody calls that word weak any more");
            ImageJob recheck = scanner.job();
            assertEquals("recheck", recheck.kind());
            assertEquals(List.of("new"), texts(recheck));
            words(api);
            assertEquals(
                    204,
                    scanner.found(
                                    recheck,
                                    TestScanner.weak(
                                            "root", recheck.words().getFirst().id()))
                            .status());
            assertEquals(List.of(), users(api));
            assertEquals(Optional.empty(), scanner.lease());
        }
    }

    /** A recheck whose words are all gone when its turn comes is nothing to do. */
    @ParameterizedTest
    @EnumSource
    void removedWordsAreNotTried(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            scan(api, registry(api), "web:1");
            scanner.found(scanner.job());
            words(api, "short-lived");
            words(api);
            assertEquals(Optional.empty(), scanner.lease());
            assertEquals("done", api.get(SCANS).json().at("/data_list/0/state").asText());
            assertEquals(0, rows(api, "image_word_change"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyScannersOfTheProjectGetJobs(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner host = TestScanner.enrolled(api, TestApi.PROJECT, "web", "host");
            TestScanner foreign = TestScanner.enrolled(api, TestApi.SECOND_PROJECT, "s", "scanner");
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            scan(api, registry(api), "web:1");
            assertEquals("WW.0106", TestAgent.code(host.ask()));
            assertEquals(0, foreign.waiting());
            assertEquals(Optional.empty(), foreign.lease());
            ImageJob job = scanner.job();
            assertEquals("WW.0106", TestAgent.code(host.found(job)));
            assertEquals("WW.0107", TestAgent.code(foreign.found(job)));
            assertEquals(
                    "WW.0107", TestAgent.code(TestScanner.enrolled(api, "s2").found(job)));
            api.parts()
                    .database()
                    .change(handle -> handle.execute(
                            "update agent set suspected_clone_at = 1 where id = ?",
                            scanner.agent().agentId()));
            assertEquals("WW.0106", TestAgent.code(scanner.ask()), "a copied key gets no login");
        }
    }

    /** Registries without an instance of the vendor's look alike but for their host. */
    @ParameterizedTest
    @EnumSource
    void imagesOfOneNameInTwoRegistriesAreTwo(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            String weak = registry(api, "weak", "weak.example");
            String clean = registry(api, "clean", "clean.example");
            scan(api, weak, "shop/web:1.0");
            scanner.found(scanner.job(), TestScanner.weak("root", ""));
            scan(api, clean, "shop/web:1.0");
            scanner.found(scanner.job());
            assertEquals(List.of("root"), users(api), "the clean one says nothing of the weak one");
            words(api, "new");
            Set<String> hosts = Set.of(
                    scanner.job().registry().host(), scanner.job().registry().host());
            assertEquals(Set.of("weak.example", "clean.example"), hosts, "each is tried where it is");
            scan(api, weak, "shop/web:1.0");
            scanner.found(scanner.job());
            assertEquals(List.of(), users(api));
            assertEquals(2, rows(api, "image"));
        }
    }

    /** What a deleted registry had stays until a registry of the same host shows what it has now. */
    @ParameterizedTest
    @EnumSource
    void aRegistryMadeAnewKnowsItsImages(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            for (String user : List.of("former", "later")) {
                String registry = registry(api, "main", "main.example");
                scan(api, registry, "web:1");
                scanner.finish(TestScanner.result(scanner.job(), "incomplete", "time", TestScanner.weak(user, "")));
                assertEquals(204, api.delete(OWN + "/registries/" + registry).status());
            }
            String other = registry(api, "other", "other.example");
            scan(api, other, "web:1");
            scanner.found(scanner.job());
            assertEquals(
                    List.of("former", "later"),
                    users(api).stream().sorted().toList(),
                    "another registry has another image");
            String again = registry(api, "main", "main.example");
            scan(api, again, "web:1");
            scanner.finish(TestScanner.result(scanner.job(), "incomplete", "time", TestScanner.weak("now", "")));
            assertEquals(
                    List.of("former", "later", "now"),
                    users(api).stream().sorted().toList());
            scan(api, again, "web:1");
            scanner.found(scanner.job(), TestScanner.weak("now", ""));
            assertEquals(List.of("now"), users(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCrowdOfScannersSharesTheWork(Dialect dialect) throws InterruptedException, ExecutionException {
        try (TestApi api = TestApi.on(dialect);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<TestScanner> scanners = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                scanners.add(TestScanner.enrolled(api, "s" + i));
            }
            String[] images = new String[24];
            for (int i = 0; i < images.length; i++) {
                images[i] = "web:" + i;
            }
            String scan = scan(api, registry(api), images);
            List<Future<List<String>>> work = new ArrayList<>();
            for (TestScanner scanner : scanners) {
                work.add(threads.submit(() -> {
                    List<String> mine = new ArrayList<>();
                    for (Optional<ImageJob> job = scanner.lease(); job.isPresent(); job = scanner.lease()) {
                        mine.add(job.get().reference());
                        assertEquals(204, scanner.found(job.get()).status());
                    }
                    return mine;
                }));
            }
            List<String> all = new ArrayList<>();
            for (Future<List<String>> each : work) {
                all.addAll(each.get());
            }
            assertEquals(24, all.size());
            assertEquals(24, Set.copyOf(all).size(), "no job was given twice");
            assertEquals("done", state(api, scan));
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelsScans(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            String registry = registry(api);
            String scan = scan(api, registry, "web:1", "web:2");
            ImageJob job = scanner.job();
            assertEquals(
                    "canceled",
                    api.delete(SCANS + "/" + scan).json().path("state").asText());
            assertEquals("WW.0107", TestAgent.code(scanner.found(job)));
            assertEquals(Optional.empty(), scanner.lease());
            String second = scan(api, registry, "web:3");
            assertEquals(204, api.delete(OWN + "/registries/" + registry).status());
            assertEquals("canceled", state(api, second));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theVendorsCallStartsScans(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String batch = VENDOR + "/batch-scan";
            String named = "{\"operate_all\":false,\"repo_type\":\"SWR\",\"image_info_list\":[{\"namespace\":\"shop\","
                    + "\"image_name\":\"web\",\"image_version\":\"1.0\",\"instance_url\":\"https://registry.example:5000\"}]}";
            assertEquals("HSS.0001", api.post(batch, named).errorCode(), "no registry yet");
            registry(api);
            assertEquals("HSS.0001", api.post(batch, "{}").errorCode());
            assertEquals(
                    "HSS.0001",
                    api.post(batch, named.replace("example:5000", "evil")).errorCode());
            for (String bad : List.of(
                    "\"latest_version\":true",
                    "\"image_size\":5",
                    "\"image_name\":\"a*\"",
                    "\"scan_status\":\"odd\"")) {
                assertEquals(
                        "HSS.0001",
                        api.post(batch, "{\"operate_all\":true," + bad + "}").errorCode(),
                        bad);
            }
            assertEquals(0, api.get(SCANS).json().path("total_num").asInt());
            Response done = api.post(batch, named);
            assertEquals(200, done.status(), done::toString);
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            ImageJob job = scanner.job();
            assertEquals("shop/web:1.0", job.reference());
            scanner.finish(TestScanner.result(job, "incomplete", "time"));

            assertEquals(
                    200,
                    api.post(batch, "{\"operate_all\":true,\"scan_status\":\"success\"}")
                            .status());
            assertEquals(Optional.empty(), scanner.lease());
            assertEquals(
                    200,
                    api.post(batch, "{\"operate_all\":true,\"scan_status\":\"failed\"}")
                            .status());
            assertEquals("shop/web:1.0", scanner.job().reference());
            assertEquals(
                    200,
                    api.post(batch, "{\"operate_all\":true,\"namespace\":\"HO\",\"image_version\":\"1\"}")
                            .status());
            assertEquals(List.of("**ho**/*:*1*"), leaseOf(scanner, "list").patterns());
        }
    }

    @ParameterizedTest
    @EnumSource
    void schedulesStartScansOnceATime(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String schedules = OWN + "/images/schedules";
            String body = "\"images\":[\"web:1\"],\"hour\":3,\"minute\":30}";
            assertEquals(
                    "WW.0004",
                    api.post(schedules, "{\"registry_id\":\"none\"," + body).errorCode());
            String id = api.post(schedules, "{\"registry_id\":\"" + registry(api) + "\"," + body)
                    .json()
                    .path("id")
                    .asText();
            long next = api.get(schedules).json().at("/data_list/0/next_at").asLong();
            assertEquals((3 * 60 + 30) * 60_000L, Math.floorMod(next, 86_400_000L));
            ImageChores chores = ImageScanning.on(api.parts()).chores();
            api.clock().move(Duration.ofMillis(next - api.parts().now() - 1));
            chores.run();
            assertEquals(0, api.get(SCANS).json().path("total_num").asInt());
            api.clock().move(Duration.ofMillis(1));
            chores.run();
            chores.run();
            assertEquals(1, api.get(SCANS).json().path("total_num").asInt());
            api.clock().move(Duration.ofDays(1));
            chores.run();
            assertEquals(1, api.get(SCANS).json().path("total_num").asInt(), "the first still waits for a scanner");
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            scanner.found(scanner.job());
            api.clock().move(Duration.ofDays(1));
            chores.run();
            assertEquals(2, api.get(SCANS).json().path("total_num").asInt());
            assertEquals(
                    200,
                    api.put(schedules + "/" + id, "{\"enabled\":false," + body).status());
            scanner.found(scanner.job());
            api.clock().move(Duration.ofDays(2));
            chores.run();
            assertEquals(2, api.get(SCANS).json().path("total_num").asInt());
            assertEquals(204, api.delete(schedules + "/" + id).status());
            api.clock().move(Duration.ofDays(31));
            chores.forget();
            assertEquals(0, api.get(SCANS).json().path("total_num").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void checksResults(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestScanner scanner = TestScanner.enrolled(api, "s1");
            scan(api, registry(api), "web:1");
            ImageJob job = scanner.job();
            assertEquals("WW.0001", TestAgent.code(scanner.finish(TestScanner.result(job, "incomplete", ""))));
            assertEquals("WW.0001", TestAgent.code(scanner.finish(TestScanner.result(job, "done", "why"))));
            assertEquals("WW.0001", TestAgent.code(scanner.listed(job)), "a digest is missing");
            String nameless = "0".repeat(31) + "g";
            assertEquals("WW.0001", TestAgent.code(scanner.found(job, TestScanner.weak("root", nameless))));
            assertEquals(
                    204,
                    scanner.found(job, TestScanner.weak("root", "0".repeat(32))).status());
            assertEquals(List.of(), users(api), "nobody has such a word");
        }
    }

    private static ImageJob leaseOf(TestScanner scanner, String kind) {
        ImageJob job = scanner.job();
        while (!job.kind().equals(kind)) {
            scanner.failed(job, "not that one", false);
            job = scanner.job();
        }
        return job;
    }

    private static String registry(TestApi api) {
        return registry(api, "main", "registry.example:5000");
    }

    private static String registry(TestApi api, String name, String host) {
        Response made = api.post(
                OWN + "/registries",
                "{\"name\":\"" + name + "\",\"host\":\"" + host + "\",\"registry_type\":\"Harbor\","
                        + "\"login\":{\"user_name\":\"robot\",\"password\":\"kingfisher-9\"}}");
        assertEquals(201, made.status(), made::toString);
        assertFalse(made.text().contains("kingfisher"));
        return made.json().path("id").asText();
    }

    private static String scan(TestApi api, String registry, String... images) {
        Response started = api.post(
                SCANS, "{\"registry_id\":\"" + registry + "\",\"images\":[\"" + String.join("\",\"", images) + "\"]}");
        assertEquals(202, started.status(), started::toString);
        return started.json().path("id").asText();
    }

    private static String state(TestApi api, String scan) {
        return api.get(SCANS + "/" + scan).json().path("state").asText();
    }

    private static void words(TestApi api, String... words) {
        String list = words.length == 0 ? "" : "\"" + String.join("\",\"", words) + "\"";
        assertEquals(
                200,
                api.post(WORDS, "{\"extended_weak_password\":[" + list + "]}").status());
        api.clock().move(Duration.ofMillis(1));
    }

    private static List<String> texts(ImageJob job) {
        return job.words().stream().map(ImageJob.Word::text).toList();
    }

    private static List<String> users(TestApi api) {
        List<String> names = new ArrayList<>();
        api.get(VENDOR + "/baseline/weak-password-users?image_type=registry")
                .json()
                .path("data_list")
                .forEach(each -> names.add(each.path("user_name").asText()));
        return names;
    }

    private static String incomplete(TestApi api) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select incomplete from image")
                        .mapTo(String.class)
                        .one());
    }

    private static int rows(TestApi api, String table) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select count(*) from " + table)
                        .mapTo(Integer.class)
                        .one());
    }
}
