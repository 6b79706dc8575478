package dev.watchword.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Apache Tomcat 11 in a JVM of its own, started by Tomcat's own Bootstrap on a CATALINA_BASE in a root folder.
 * It serves one page that any user may see after HTTP Basic authentication. It listens on 127.0.0.1, on a port that the
 * kernel chooses: a test's own server.xml has {@code <Connector address="127.0.0.1" port="0"/>} and {@code <Server
 * port="-1">}.
 *
 * <p>Closing stops it. Safe for use by several threads.
 */
public final class TomcatServer implements AutoCloseable {

    /** The usual CATALINA_BASE in the root. */
    public static final String BASE = "/opt/tomcat";

    /**
     * Tomcat's usual realm: users of conf/tomcat-users.xml, clear passwords, a user locked after five failures in a
     * row.
     */
    public static final String DEFAULT_REALM = """
            <Realm className="org.apache.catalina.realm.LockOutRealm">
              <Realm className="org.apache.catalina.realm.UserDatabaseRealm" resourceName="UserDatabase"/>
            </Realm>""";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final Pattern LISTENING = Pattern.compile("Starting ProtocolHandler \\[\"http-[^\"]*-(\\d+)\"]");

    private static final String WEB_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
              <servlet>
                <servlet-name>default</servlet-name>
                <servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>default</servlet-name>
                <url-pattern>/</url-pattern>
              </servlet-mapping>
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>everything</web-resource-name>
                  <url-pattern>/*</url-pattern>
                </web-resource-collection>
                <auth-constraint>
                  <role-name>**</role-name>
                </auth-constraint>
              </security-constraint>
              <login-config>
                <auth-method>BASIC</auth-method>
                <realm-name>fixture</realm-name>
              </login-config>
            </web-app>
            """;

    // Passwords are sent in UTF-8 (RFC 7617), whatever the release's own default.
    private static final String CONTEXT_XML = """
            <Context>
              <Valve className="org.apache.catalina.authenticator.BasicAuthenticator" charset="UTF-8"/>
            </Context>
            """;

    private final ServerProcess process;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();

    private TomcatServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A whole conf/server.xml with this realm element in its engine. */
    public static String serverXml(String realm) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Server port="-1">
                  <GlobalNamingResources>
                    <Resource name="UserDatabase" auth="Container" pathname="conf/tomcat-users.xml"
                              type="org.apache.catalina.UserDatabase"
                              factory="org.apache.catalina.users.MemoryUserDatabaseFactory"/>
                  </GlobalNamingResources>
                  <Service name="Catalina">
                    <Connector address="127.0.0.1" port="0" protocol="HTTP/1.1"/>
                    <Engine name="Catalina" defaultHost="localhost">
                %s
                      <Host name="localhost" appBase="webapps" unpackWARs="false" autoDeploy="false"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(realm);
    }

    /** A whole conf/tomcat-users.xml that holds these elements. */
    public static String usersXml(String elements) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">
                %s
                </tomcat-users>
                """.formatted(elements);
    }

    /** Starts Tomcat on {@link #BASE}. */
    public static TomcatServer start(RootFolder root) {
        return start(root, BASE);
    }

    /**
     * Starts Tomcat on a CATALINA_BASE of the root. A conf/server.xml that is missing is written with {@link
     * #DEFAULT_REALM}, and a missing conf/tomcat-users.xml with no user.
     */
    public static TomcatServer start(RootFolder root, String base) {
        DebianPackage.UTIL_LINUX.require();
        layOut(root, base);
        List<String> options = List.of(
                "-Dcatalina.base=" + root.resolve(base),
                "-Dcatalina.home=" + root.resolve(base),
                "-Djava.io.tmpdir=" + root.resolve(base + "/temp"));
        List<String> words = TomcatPrograms.java(options, "org.apache.catalina.startup.Bootstrap", List.of("start"));
        ServerProcess process = ServerProcess.start("tomcat", ServerProcess.dyingWithParent(words));
        process.awaitReady(START_LIMIT, () -> hasStarted(process));
        int port = portIn(process.logTail()).orElseThrow(() -> {
            process.close();
            return new FixtureFailure("Tomcat started without an HTTP connector on port 0; its last lines:\n"
                    + String.join("\n", process.logTail()));
        });
        return new TomcatServer(process, port);
    }

    private static void layOut(RootFolder root, String base) {
        try {
            for (String folder : List.of("/conf", "/lib", "/logs", "/temp", "/webapps", "/work")) {
                Files.createDirectories(root.resolve(base + folder));
            }
        } catch (IOException e) {
            throw new FixtureFailure("cannot lay out " + base + " in " + root, e);
        }
        writeIfMissing(root, base + "/conf/server.xml", serverXml(DEFAULT_REALM));
        writeIfMissing(root, base + "/conf/tomcat-users.xml", usersXml(""));
        root.write(base + "/webapps/ROOT/WEB-INF/web.xml", WEB_XML)
                .write(base + "/webapps/ROOT/META-INF/context.xml", CONTEXT_XML)
                .write(base + "/webapps/ROOT/index.html", "in\n");
    }

    private static void writeIfMissing(RootFolder root, String path, String text) {
        if (!root.holds(path)) {
            root.write(path, text);
        }
    }

    private static boolean hasStarted(ServerProcess process) {
        return process.logTail().stream().anyMatch(line -> line.contains("Server startup in"));
    }

    private static OptionalInt portIn(List<String> log) {
        return log.stream()
                .map(LISTENING::matcher)
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst();
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Whether the page opens for this user and password (HTTP Basic, RFC 7617, UTF-8). */
    public boolean login(String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/index.html"))
                .timeout(ANSWER_LIMIT)
                .header("Authorization", "Basic " + credentials)
                .build();
        int status = status(request);
        return switch (status) {
            case 200 -> true;
            case 401 -> false;
            default ->
                throw new FixtureFailure(
                        "Tomcat answers with status " + status + "; its last lines:\n" + String.join("\n", logTail()));
        };
    }

    private int status(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new FixtureFailure("Tomcat does not answer; its last lines:\n" + String.join("\n", logTail()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FixtureFailure("interrupted while Tomcat was answering", e);
        }
    }

    /** The last lines of its log. */
    public List<String> logTail() {
        return process.logTail();
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.close();
    }
}
