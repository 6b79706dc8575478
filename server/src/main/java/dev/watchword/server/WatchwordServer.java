package dev.watchword.server;

import dev.watchword.protocol.HostFacts;
import dev.watchword.server.auditlog.AuditLog;
import dev.watchword.server.authentication.CallAuthorization;
import dev.watchword.server.authentication.IdentitySettings;
import dev.watchword.server.bootstrap.Credentials;
import dev.watchword.server.bootstrap.DataFolder;
import dev.watchword.server.bootstrap.FirstStart;
import dev.watchword.server.bootstrap.Refusal;
import dev.watchword.server.console.Console;
import dev.watchword.server.database.Database;
import dev.watchword.server.database.DatabaseInUse;
import dev.watchword.server.enrolment.LocalMembership;
import dev.watchword.server.http.AuditTrail;
import dev.watchword.server.http.HttpServer;
import dev.watchword.server.http.Listening;
import dev.watchword.server.http.PemTls;
import dev.watchword.server.http.Pipeline;
import dev.watchword.server.http.Route;
import dev.watchword.server.iam.IamDefaults;
import dev.watchword.server.routes.ConsoleRoutes;
import dev.watchword.server.routes.Routes;
import dev.watchword.server.secrets.AtRest;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A running server: its folder, database, audit log, features and network, opened in this order and closed in the other.
 */
public final class WatchwordServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WatchwordServer.class.getName());

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Optional<Credentials> first = Optional.empty();
    private Optional<LocalMembership> members = Optional.empty();
    private String endpoint = "";
    private int port;
    private volatile boolean started;
    private boolean closed;

    private WatchwordServer() {}

    /**
     * Starts one; it answers when this returns.
     *
     * @throws Refusal when it is told to do what it must not
     * @throws IOException when a file or address cannot be used
     */
    public static WatchwordServer start(ServerConfig config) throws IOException, Refusal {
        config.check();
        WatchwordServer server = new WatchwordServer();
        try {
            server.open(config);
            return server;
        } catch (IOException | Refusal | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The address that clients use. */
    public String endpoint() {
        return endpoint;
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** The credentials that this start made, if it was the first. */
    public Optional<Credentials> first() {
        return first;
    }

    /**
     * A token for the machine that the server itself runs on, which only whoever has the server's folder can ask for.
     *
     * @param machine as it will tell itself
     */
    public LocalMembership.Token localToken(HostFacts machine) {
        return members.orElseThrow(() -> new IllegalStateException("the server is not open"))
                .token(machine.machineId());
    }

    /** Lets running calls end, signs the audit log, closes the database, and gives the folder back. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.ERROR, "something could not be closed", e);
            }
        }
    }

    private void open(ServerConfig config) throws IOException, Refusal {
        Optional<SSLContext> tls = config.tls().isPresent()
                ? Optional.of(PemTls.of(
                        config.tls().get().certificate(), config.tls().get().key()))
                : Optional.empty();
        DataFolder folder = opened(DataFolder.open(config.data()));
        Database database = opened(database(config, folder));
        Parts parts = new Parts(database, new AtRest(folder.key(FirstStart.isDone(database))), InstantSource.system());
        AuditLog audit = opened(audit(parts, folder));
        Features features = Features.on(parts, IdentitySettings.STANDARD.reachedAt(config.publicEndpoint()));
        features.operations().health().needs("audit", audit::writable);
        features.operations().health().needs("database", () -> started && FirstStart.isDone(database));
        opened(Chores.start(features));
        List<Route> api = Routes.of(features);
        Pipeline pipeline = pipeline(features, audit);
        List<Route> routes = Stream.concat(
                        api.stream(), ConsoleRoutes.of(new Console(features, api, pipeline)).stream())
                .toList();
        HttpServer http = opened(listening(
                new Listening(
                        config.listen(),
                        tls,
                        config.behindProxy(),
                        features.identity().gate(),
                        features.operations().metrics()),
                routes,
                pipeline));
        port = http.port();
        endpoint = config.told(port);
        first = new FirstStart(parts, features.identity().passwords(), folder, IamDefaults::create)
                .run(endpoint, config.adminPassword());
        if (first.isPresent()) {
            Credentials made = first.get();
            audit.local("watchword:account:create", made.domainId(), Map.of("access_key_id", made.accessKeyId()));
        }
        members = Optional.of(new LocalMembership(parts, features.fleet().serverKeys(), audit));
        audit.server("watchword:server:started", Map.of("endpoint", endpoint));
        started = true;
    }

    /** What stands between a caller and a feature. */
    static Pipeline pipeline(Features features, AuditTrail audit) {
        return new Pipeline(
                features.identity().credentials(),
                features.fleet().authentication(),
                features.identity().sessions(),
                new CallAuthorization(
                        features.identity().projects(), features.iam().identityPolicies()),
                features.identity().firstAnswers(),
                audit,
                features.identity().throttle(),
                features.parts().clock());
    }

    static Database database(ServerConfig config, DataFolder folder) throws IOException, Refusal {
        String url = config.database().orElse(folder.sqliteUrl());
        try {
            return Database.openAlone(url);
        } catch (DatabaseInUse e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw new IOException("the database cannot be opened: " + innermost(e), e);
        }
    }

    static AuditLog audit(Parts parts, DataFolder folder) throws IOException, Refusal {
        try {
            return AuditLog.open(parts, folder.audit());
        } catch (IllegalStateException e) {
            throw new Refusal("the key in " + folder + " is not the one of this database: put the right one back from"
                    + " its backup");
        }
    }

    private static HttpServer listening(Listening listening, List<Route> routes, Pipeline pipeline) throws IOException {
        try {
            return HttpServer.start(listening, routes, pipeline);
        } catch (JavalinException e) {
            // the JDK writes "host/address:port", and nothing before the slash when an address was given
            String address = listening.address().toString().replaceFirst("^/", "");
            throw new IOException("it cannot listen on " + address + ": " + innermost(e), e);
        }
    }

    private static String innermost(Throwable e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : innermost(e.getCause());
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }
}
