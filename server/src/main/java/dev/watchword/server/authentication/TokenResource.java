package dev.watchword.server.authentication;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.users.Token;
import dev.watchword.server.users.Tokens;
import dev.watchword.server.users.User;
import dev.watchword.server.users.Users;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tokens: {@code /v3/auth/tokens}. Safe for use by many threads. */
public final class TokenResource {

    /** Any text asks for no catalogue. */
    public static final Field NO_CATALOG = Field.optional("nocatalog", Shape.text(0, 256));

    /** What asks for a token. */
    public static final Fields REQUEST = TokenRequest.BODY;

    /** What a token says about itself. */
    public static final Fields TOKEN = TokenAnswer.FIELDS;

    private static final String SUBJECT = "X-Subject-Token";

    private final Parts parts;
    private final Tokens tokens;
    private final PasswordLogin logins;
    private final PasswordValidity validity;
    private final PublicEndpoint endpoint;

    public TokenResource(
            Parts parts, Tokens tokens, PasswordLogin logins, PasswordValidity validity, PublicEndpoint endpoint) {
        this.parts = parts;
        this.tokens = tokens;
        this.logins = logins;
        this.validity = validity;
        this.endpoint = endpoint;
    }

    /** A new token by password. Whatever stands in {@code Authorization} is not looked at: clients sign this too. */
    public Answer create(Call call) {
        TokenRequest request = TokenRequest.of(call.body());
        User user = switch (logins.login(
                request.who(), request.password(), call.raw().sourceIp())) {
            case PasswordLogin.Result.Accepted accepted -> accepted.user();
            case PasswordLogin.Result.Refused any -> throw refused();
            case PasswordLogin.Result.Locked locked ->
                throw ApiError.of(
                        401, "IAM.0061", "Account locked. Try again after " + Times.text(locked.until()) + ".");
        };
        call.notes().proven(user.id(), user.name(), user.domainId());
        Issued issued = parts.database().write(handle -> issue(handle, user, request.scope()));
        call.notes().note("token", issued.answer().token().mark());
        return answer(201, issued.answer(), call).header(SUBJECT, issued.text()).shownOnce();
    }

    /** What a token says about itself, for its user and for the root user of the account. */
    public Answer show(Call call) {
        String text = call.raw().header(SUBJECT).orElse("");
        if (text.isEmpty() || text.length() > TokenCheck.LONGEST) {
            throw Service.KEYSTONE.missing(SUBJECT);
        }
        TokenAnswer answer = parts.database()
                .read(handle -> tokens.find(handle, text)
                        .filter(token -> !token.isOver(parts.now()))
                        .flatMap(token -> visible(handle, token, call)))
                .orElseThrow(() -> ApiError.of(404, "IAM.0004", "Could not find token."));
        return answer(200, answer, call).header(SUBJECT, text);
    }

    private Optional<TokenAnswer> visible(Handle handle, Token token, Call call) {
        boolean isTheirOwn = token.userId().equals(call.caller().userId());
        return Users.byId(handle, token.userId())
                .filter(User::enabled)
                .filter(user -> isTheirOwn
                        || call.caller().root()
                                && user.domainId().equals(call.caller().domainId()))
                .map(user -> TokenAnswer.of(handle, token, user, validity));
    }

    private Issued issue(Handle handle, User user, TokenRequest.Scope scope) {
        // Whoever disables a user or changes their password ends their tokens; this one must not come after that.
        boolean isSame = Users.byId(handle, user.id())
                .filter(current -> current.enabled() && current.profile().equals(user.profile()))
                .isPresent();
        if (!isSame) {
            throw refused();
        }
        Optional<String> projectId = Optional.empty();
        Optional<String> domainId = Optional.empty();
        switch (scope) {
            case TokenRequest.Scope.Project in ->
                projectId = Optional.of(project(handle, user, in).id());
            case TokenRequest.Scope.Domain in -> {
                requireOwn(handle, user, in.domain());
                domainId = Optional.of(user.domainId());
            }
            case TokenRequest.Scope.None any -> {}
        }
        Token.Issued issued = tokens.issue(handle, user.id(), projectId, domainId, parts.now());
        return new Issued(issued.text(), TokenAnswer.of(handle, issued.token(), user, validity));
    }

    private static Accounts.Project project(Handle handle, User user, TokenRequest.Scope.Project scope) {
        scope.domain().ifPresent(domain -> requireOwn(handle, user, domain));
        return Accounts.projects(handle, user.domainId()).stream()
                .filter(project -> switch (scope.project()) {
                    case TokenRequest.Named.Id by -> project.id().equals(by.id());
                    case TokenRequest.Named.Name by -> project.name().equals(by.name());
                })
                .findFirst()
                .orElseThrow(() -> switch (scope.project()) {
                    case TokenRequest.Named.Id by -> Service.KEYSTONE.notFound("project", by.id());
                    case TokenRequest.Named.Name by -> Service.KEYSTONE.notFound("project", by.name());
                });
    }

    /** Whoever is known may be told clearly that their account has no such project; users ask for that most. */
    private static void requireOwn(Handle handle, User user, TokenRequest.Named domain) {
        switch (domain) {
            case TokenRequest.Named.Id by -> {
                if (!by.id().equals(user.domainId())) {
                    throw Service.KEYSTONE.notFound("domain", by.id());
                }
            }
            case TokenRequest.Named.Name by -> {
                if (!by.name().equals(Accounts.domainName(handle, user.domainId()))) {
                    throw Service.KEYSTONE.notFound("domain", by.name());
                }
            }
        }
    }

    private static ApiError refused() {
        return ApiError.of(401, "IAM.0001", "The username or password is wrong.");
    }

    private Answer answer(int status, TokenAnswer answer, Call call) {
        boolean withCatalog = call.query().filter(NO_CATALOG.name()).isEmpty();
        return Answer.json(status, answer.json(withCatalog ? Optional.of(endpoint.of(call.raw())) : Optional.empty()));
    }

    private record Issued(String text, TokenAnswer answer) {
        @Override
        public String toString() {
            return answer.token().toString();
        }
    }
}
