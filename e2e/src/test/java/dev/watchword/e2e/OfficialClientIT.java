package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.GlobalCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.core.region.Region;
import com.huaweicloud.sdk.ecs.v2.EcsClient;
import com.huaweicloud.sdk.ecs.v2.model.BatchRebootServersRequest;
import com.huaweicloud.sdk.ecs.v2.model.BatchRebootSeversOption;
import com.huaweicloud.sdk.ecs.v2.model.BatchResetServersPasswordRequest;
import com.huaweicloud.sdk.ecs.v2.model.BatchStartServersRequest;
import com.huaweicloud.sdk.ecs.v2.model.BatchStopServersOption;
import com.huaweicloud.sdk.ecs.v2.model.BatchStopServersRequest;
import com.huaweicloud.sdk.ecs.v2.model.ListServersDetailsRequest;
import com.huaweicloud.sdk.ecs.v2.model.ResetServerPasswordRequest;
import com.huaweicloud.sdk.ecs.v2.model.ServerId;
import com.huaweicloud.sdk.ecs.v2.model.ShowJobRequest;
import com.huaweicloud.sdk.ecs.v2.model.ShowResetPasswordFlagRequest;
import com.huaweicloud.sdk.ecs.v2.model.ShowServerRequest;
import com.huaweicloud.sdk.hss.v5.HssClient;
import com.huaweicloud.sdk.hss.v5.model.ListHostStatusRequest;
import com.huaweicloud.sdk.hss.v5.model.ListPasswordComplexityRequest;
import com.huaweicloud.sdk.hss.v5.model.ListWeakPasswordUsersRequest;
import com.huaweicloud.sdk.iam.v3.model.AuthScope;
import com.huaweicloud.sdk.iam.v3.model.AuthScopeProject;
import com.huaweicloud.sdk.iam.v3.model.KeystoneCreateUserTokenByPasswordRequest;
import com.huaweicloud.sdk.iam.v3.model.KeystoneCreateUserTokenByPasswordRequestBody;
import com.huaweicloud.sdk.iam.v3.model.KeystoneListAuthDomainsRequest;
import com.huaweicloud.sdk.iam.v3.model.KeystoneListAuthProjectsRequest;
import com.huaweicloud.sdk.iam.v3.model.KeystoneListProjectsRequest;
import com.huaweicloud.sdk.iam.v3.model.KeystoneValidateTokenRequest;
import com.huaweicloud.sdk.iam.v3.model.PwdAuth;
import com.huaweicloud.sdk.iam.v3.model.PwdIdentity;
import com.huaweicloud.sdk.iam.v3.model.PwdPassword;
import com.huaweicloud.sdk.iam.v3.model.PwdPasswordUser;
import com.huaweicloud.sdk.iam.v3.model.PwdPasswordUserDomain;
import com.huaweicloud.sdk.iam.v5.IamClient;
import com.huaweicloud.sdk.iam.v5.model.AccessKey;
import com.huaweicloud.sdk.iam.v5.model.AccessKeyStatus;
import com.huaweicloud.sdk.iam.v5.model.ChangePasswordV5Request;
import com.huaweicloud.sdk.iam.v5.model.CreateAccessKeyV5Request;
import com.huaweicloud.sdk.iam.v5.model.CreateLoginProfileV5Request;
import com.huaweicloud.sdk.iam.v5.model.CreateUserV5Request;
import com.huaweicloud.sdk.iam.v5.model.DeleteAccessKeyV5Request;
import com.huaweicloud.sdk.iam.v5.model.DeleteLoginProfileV5Request;
import com.huaweicloud.sdk.iam.v5.model.DeleteUserV5Request;
import com.huaweicloud.sdk.iam.v5.model.GetAccountSummaryV5Request;
import com.huaweicloud.sdk.iam.v5.model.ListAccessKeysV5Request;
import com.huaweicloud.sdk.iam.v5.model.ListGroupsV5Request;
import com.huaweicloud.sdk.iam.v5.model.ListUsersV5Request;
import com.huaweicloud.sdk.iam.v5.model.PasswordPolicy;
import com.huaweicloud.sdk.iam.v5.model.RemoveUserFromGroupV5Request;
import com.huaweicloud.sdk.iam.v5.model.ShowAccessKeyLastUsedV5Request;
import com.huaweicloud.sdk.iam.v5.model.ShowLoginPolicyV5Request;
import com.huaweicloud.sdk.iam.v5.model.ShowLoginProfileV5Request;
import com.huaweicloud.sdk.iam.v5.model.ShowPasswordPolicyV5Request;
import com.huaweicloud.sdk.iam.v5.model.ShowUserLastLoginV5Request;
import com.huaweicloud.sdk.iam.v5.model.ShowUserV5Request;
import com.huaweicloud.sdk.iam.v5.model.UpdateAccessKeyV5Request;
import com.huaweicloud.sdk.iam.v5.model.UpdateLoginPolicyV5Request;
import com.huaweicloud.sdk.iam.v5.model.UpdateLoginProfileV5Request;
import com.huaweicloud.sdk.iam.v5.model.UpdatePasswordPolicyV5Request;
import com.huaweicloud.sdk.iam.v5.model.UpdateUserV5Request;
import com.huaweicloud.sdk.iam.v5.model.User;
import com.huaweicloud.sdk.sts.v1.model.DecodeAuthorizationMessageRequest;
import com.huaweicloud.sdk.sts.v1.model.GetCallerIdentityRequest;
import dev.watchword.server.database.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** The vendor's own Java client, with nothing changed but the endpoint, gets from Watchword what it expects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialClientIT {

    private static final String PASSWORD = "Tq7!vmwe-Kaz";
    private static final String OTHER_PASSWORD = "Hb4!nqzu-Wex";

    @AutoClose
    private final ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);

    private final Bootstrap bootstrap = served.bootstrap();
    private final OfficialClients root = OfficialClients.of(served);
    private final HssClient hss = root.hss();
    private final EcsClient ecs = root.ecs();
    private final IamClient iam = root.iam();
    private final com.huaweicloud.sdk.iam.v3.IamClient keystone = root.keystone();
    private final PlainAgent agent = PlainAgent.enrolled(served, "0", "official-1");

    @TestFactory
    Stream<DynamicTest> hostSecurity() {
        agent.reportWeak(WeakAccount.common("deploy", "$a****1**", "Choose another one."), System.currentTimeMillis());
        return Stream.of(
                call("weak passwords", () -> {
                    var answer = hss.listWeakPasswordUsers(new ListWeakPasswordUsersRequest()
                            .withEnterpriseProjectId("all_granted_eps")
                            .withHostName("OFFICIAL")
                            .withUserName("epl")
                            .withLimit(10)
                            .withOffset(0));
                    assertEquals(1, answer.getTotalNum());
                    var host = answer.getDataList().getFirst();
                    assertEquals(agent.hostId(), host.getHostId());
                    assertEquals("official-1", host.getHostName());
                    var account = host.getWeakPwdAccounts().getFirst();
                    assertEquals("deploy", account.getUserName());
                    assertEquals("system", account.getServiceType());
                    assertEquals(Integer.MAX_VALUE, account.getDuration());
                }),
                call("weak passwords, strange characters in a filter", () -> {
                    var answer = hss.listWeakPasswordUsers(
                            new ListWeakPasswordUsersRequest().withHostName("web 1/é*~+&=%_"));
                    assertEquals(0, answer.getTotalNum());
                    assertTrue(answer.getDataList().isEmpty());
                }),
                call("password complexity", () -> {
                    var answer = hss.listPasswordComplexity(new ListPasswordComplexityRequest()
                            .withHostName("nobody")
                            .withLimit(10));
                    assertEquals(0, answer.getTotalNum());
                }),
                call("hosts", () -> {
                    var answer = hss.listHostStatus(new ListHostStatusRequest().withHostId(agent.hostId()));
                    assertEquals(1, answer.getTotalNum());
                    var host = answer.getDataList().getFirst();
                    assertEquals("official-1", host.getHostName());
                    assertEquals("Linux", host.getOsType());
                }),
                call("custom words of images, and their twin", () -> {
                    var core = root.core();
                    var words = List.of("example", "中文", "日本\"\\");
                    var changed = core.syncInvokeHttp(
                            new ImageWordsApi.Change("cn-north-4", ImageWordsApi.Words.of(words)),
                            ImageWordsApi.CHANGE);
                    assertEquals(200, changed.getHttpStatusCode());
                    var shown = core.syncInvokeHttp(new ImageWordsApi.Show("0"), ImageWordsApi.SHOW);
                    assertEquals(Optional.of(words), Optional.ofNullable(shown.words));
                    core.syncInvokeHttp(
                            new ImageWordsApi.Change("cn-north-4", ImageWordsApi.Words.of(List.of())),
                            ImageWordsApi.CHANGE);
                    var empty = core.syncInvokeHttp(new ImageWordsApi.Show("0"), ImageWordsApi.SHOW);
                    assertEquals(Optional.of(List.of()), Optional.ofNullable(empty.words));
                }));
    }

    @TestFactory
    Stream<DynamicTest> servers() {
        String id = agent.hostId();
        agent.heartbeat();
        return Stream.of(
                call("reset, answered without a body", () -> {
                    var answer = ecs.resetServerPassword(new ResetServerPasswordRequest()
                            .withServerId(id)
                            .withBody(body -> body.withResetPassword(option ->
                                    option.withNewPassword("Pässw0rd!中").withIsCheckPassword(false))));
                    assertEquals(204, answer.getHttpStatusCode());
                    assertEquals(Optional.of("Pässw0rd!中"), agent.nextPassword());
                }),
                call("reset with the check", () -> {
                    var refused = assertThrows(
                            ClientRequestException.class,
                            () -> ecs.resetServerPassword(new ResetServerPasswordRequest()
                                    .withServerId(id)
                                    .withBody(body -> body.withResetPassword(option ->
                                            option.withNewPassword("simple").withIsCheckPassword(true)))));
                    assertRefused(refused, 400, "Ecs.0011");
                }),
                call("reset of an unknown server", () -> {
                    var refused = assertThrows(
                            ClientRequestException.class,
                            () -> ecs.resetServerPassword(new ResetServerPasswordRequest()
                                    .withServerId("no-such-server")
                                    .withBody(body ->
                                            body.withResetPassword(option -> option.withNewPassword(PASSWORD)))));
                    assertRefused(refused, 404, "Ecs.0114");
                }),
                call("batch reset", () -> {
                    var dry = ecs.batchResetServersPassword(new BatchResetServersPasswordRequest()
                            .withBody(body -> body.withDryRun(true).withServers(List.of(server(id)))));
                    assertEquals(2, dry.getHttpStatusCode() / 100);
                    var real = ecs.batchResetServersPassword(new BatchResetServersPasswordRequest()
                            .withBody(body -> body.withNewPassword(PASSWORD).withServers(List.of(server(id)))));
                    assertEquals(List.of(server(id)), real.getResponse());
                    assertEquals(Optional.of(PASSWORD), agent.nextPassword());
                }),
                call(
                        "whether a reset is possible",
                        () -> assertEquals(
                                "True",
                                ecs.showResetPasswordFlag(new ShowResetPasswordFlagRequest().withServerId(id))
                                        .getResetpwdFlag())),
                call("one server", () -> {
                    var server = ecs.showServer(new ShowServerRequest().withServerId(id))
                            .getServer();
                    assertEquals(id, server.getId());
                    assertEquals("official-1", server.getName());
                    assertEquals("ACTIVE", server.getStatus());
                    assertEquals(bootstrap.projectId(), server.getTenantId());
                }),
                call("servers", () -> {
                    var answer = ecs.listServersDetails(new ListServersDetailsRequest()
                            .withName("official")
                            .withLimit(25)
                            .withOffset(1));
                    assertEquals(1, answer.getCount());
                    assertEquals(id, answer.getServers().getFirst().getId());
                }),
                call("reboot, and its job", () -> {
                    var reboot = ecs.batchRebootServers(new BatchRebootServersRequest()
                            .withBody(body ->
                                    body.withReboot(option -> option.withType(BatchRebootSeversOption.TypeEnum.SOFT)
                                            .withServers(List.of(server(id))))));
                    var job = ecs.showJob(new ShowJobRequest().withJobId(reboot.getJobId()));
                    assertEquals(reboot.getJobId(), job.getJobId());
                    assertNotNull(job.getStatus());
                }),
                call("stop and start, which nothing here can do", () -> {
                    var noStop = assertThrows(
                            ClientRequestException.class,
                            () -> ecs.batchStopServers(new BatchStopServersRequest()
                                    .withBody(body -> body.withOsStop(
                                            option -> option.withType(BatchStopServersOption.TypeEnum.SOFT)
                                                    .withServers(List.of(server(id)))))));
                    assertFalse(noStop.getErrorMsg().isBlank());
                    var noStart = assertThrows(
                            ClientRequestException.class,
                            () -> ecs.batchStartServers(new BatchStartServersRequest()
                                    .withBody(body ->
                                            body.withOsStart(option -> option.withServers(List.of(server(id)))))));
                    assertFalse(noStart.getErrorMsg().isBlank());
                }));
    }

    @TestFactory
    Stream<DynamicTest> passwordAndLoginPolicy() {
        return Stream.of(
                call(
                        "password policy, read",
                        () -> assertEquals(
                                32,
                                iam.showPasswordPolicyV5(new ShowPasswordPolicyV5Request())
                                        .getPasswordPolicy()
                                        .getMaximumPasswordLength())),
                call("password policy, changed by the account's credentials", () -> {
                    PasswordPolicy policy = iam.updatePasswordPolicyV5(new UpdatePasswordPolicyV5Request()
                                    .withBody(body -> body.withMaximumConsecutiveIdenticalChars(0)
                                            .withMinimumPasswordAge(0)
                                            .withMinimumPasswordLength(8)
                                            .withPasswordReusePrevention(1)
                                            .withPasswordNotUsernameOrInvert(true)
                                            .withPasswordValidityPeriod(180)
                                            .withPasswordCharCombination(2)
                                            .withAllowUserToChangePassword(true)))
                            .getPasswordPolicy();
                    assertEquals(180, policy.getPasswordValidityPeriod());
                    assertEquals(
                            "A password must contain at least two of the following: uppercase letters, lowercase"
                                    + " letters, digits, and special characters.",
                            policy.getPasswordRequirements());
                }),
                call("password policy, changed in part by a project's credentials", () -> {
                    PasswordPolicy policy = root.iamInProject()
                            .updatePasswordPolicyV5(new UpdatePasswordPolicyV5Request()
                                    .withBody(body -> body.withMinimumPasswordLength(10)))
                            .getPasswordPolicy();
                    assertEquals(10, policy.getMinimumPasswordLength());
                    assertEquals(180, policy.getPasswordValidityPeriod());
                    iam.updatePasswordPolicyV5(new UpdatePasswordPolicyV5Request()
                            .withBody(body -> body.withMinimumPasswordLength(8).withPasswordValidityPeriod(0)));
                }),
                call("password policy, out of range", () -> {
                    var refused = assertThrows(
                            ClientRequestException.class,
                            () -> iam.updatePasswordPolicyV5(new UpdatePasswordPolicyV5Request()
                                    .withBody(body -> body.withMinimumPasswordLength(33))));
                    assertRefused(refused, 400, "IAM.0073");
                }),
                call("login policy", () -> {
                    var policy = iam.updateLoginPolicyV5(new UpdateLoginPolicyV5Request()
                                    .withBody(
                                            body -> body.withLockoutDuration(20).withLoginFailedTimes(4)))
                            .getLoginPolicy();
                    assertEquals(20, policy.getLockoutDuration());
                    assertEquals(4, policy.getLoginFailedTimes());
                    var read = iam.showLoginPolicyV5(new ShowLoginPolicyV5Request())
                            .getLoginPolicy();
                    assertEquals(policy, read);
                }));
    }

    @Test
    void runsAUsersLife() {
        User user = createUser("life");
        assertEquals("life", user.getUserName());
        assertFalse(user.getIsRootUser());
        assertTrue(user.getEnabled());
        assertNotNull(user.getCreatedAt());
        String id = user.getUserId();
        assertEquals(
                "life",
                iam.showUserV5(new ShowUserV5Request().withUserId(id)).getUser().getUserName());
        assertTrue(iam.listUsersV5(new ListUsersV5Request().withLimit(200)).getUsers().stream()
                .anyMatch(each -> each.getUserId().equals(id)));

        var profile = iam.createLoginProfileV5(new CreateLoginProfileV5Request()
                        .withUserId(id)
                        .withBody(body -> body.withPassword(PASSWORD).withPasswordResetRequired(false)))
                .getLoginProfile();
        assertEquals(id, profile.getUserId());
        assertFalse(profile.getPasswordResetRequired());

        Credential.Key key = createKey(id);
        OfficialClients own = root.as(key);
        assertEquals(
                id, own.sts().getCallerIdentity(new GetCallerIdentityRequest()).getPrincipalId());
        own.iam()
                .changePasswordV5(new ChangePasswordV5Request()
                        .withBody(body -> body.withOldPassword(PASSWORD).withNewPassword(OTHER_PASSWORD)));
        assertEquals(
                201,
                served.api()
                        .login(bootstrap.domainName(), "life", OTHER_PASSWORD, bootstrap.projectId())
                        .status());
        assertNotNull(iam.showUserLastLoginV5(new ShowUserLastLoginV5Request().withUserId(id))
                .getUserLastLogin()
                .getLastLoginAt());

        iam.updateLoginProfileV5(new UpdateLoginProfileV5Request()
                .withUserId(id)
                .withBody(body -> body.withPasswordResetRequired(true)));
        assertTrue(iam.showLoginProfileV5(new ShowLoginProfileV5Request().withUserId(id))
                .getLoginProfile()
                .getPasswordResetRequired());
        iam.deleteLoginProfileV5(new DeleteLoginProfileV5Request().withUserId(id));
        var noProfile = assertThrows(
                ClientRequestException.class,
                () -> iam.showLoginProfileV5(new ShowLoginProfileV5Request().withUserId(id)));
        assertRefused(noProfile, 404, "IAM.0004");

        var keys = iam.listAccessKeysV5(new ListAccessKeysV5Request().withUserId(id))
                .getAccessKeys();
        assertEquals(key.id(), keys.getFirst().getAccessKeyId());
        assertNotNull(iam.showAccessKeyLastUsedV5(
                        new ShowAccessKeyLastUsedV5Request().withUserId(id).withAccessKeyId(key.id()))
                .getAccessKeyLastUsed());
        iam.updateAccessKeyV5(new UpdateAccessKeyV5Request()
                .withUserId(id)
                .withAccessKeyId(key.id())
                .withBody(body -> body.withStatus(AccessKeyStatus.INACTIVE)));
        var disabled = assertThrows(
                ClientRequestException.class, () -> own.sts().getCallerIdentity(new GetCallerIdentityRequest()));
        assertEquals(401, disabled.getHttpStatusCode());
        iam.deleteAccessKeyV5(new DeleteAccessKeyV5Request().withUserId(id).withAccessKeyId(key.id()));

        iam.updateUserV5(new UpdateUserV5Request()
                .withUserId(id)
                .withBody(body -> body.withNewUserName("afterlife").withEnabled(false)));
        int before = iam.getAccountSummaryV5(new GetAccountSummaryV5Request()).getUsers();
        iam.deleteUserV5(new DeleteUserV5Request().withUserId(id));
        assertEquals(
                before - 1,
                iam.getAccountSummaryV5(new GetAccountSummaryV5Request()).getUsers());
        var gone = assertThrows(
                ClientRequestException.class, () -> iam.showUserV5(new ShowUserV5Request().withUserId(id)));
        assertRefused(gone, 404, "IAM.0004");
    }

    @Test
    void getsAndChecksATokenByPassword() {
        var created = keystone.keystoneCreateUserTokenByPassword(new KeystoneCreateUserTokenByPasswordRequest()
                .withBody(new KeystoneCreateUserTokenByPasswordRequestBody()
                        .withAuth(new PwdAuth()
                                .withIdentity(new PwdIdentity()
                                        .withMethods(List.of(PwdIdentity.MethodsEnum.PASSWORD))
                                        .withPassword(new PwdPassword()
                                                .withUser(new PwdPasswordUser()
                                                        .withName(bootstrap.userName())
                                                        .withPassword(bootstrap.password())
                                                        .withDomain(new PwdPasswordUserDomain()
                                                                .withName(bootstrap.domainName())))))
                                .withScope(new AuthScope()
                                        .withProject(new AuthScopeProject().withName(bootstrap.projectName()))))));
        String token = created.getXSubjectToken();
        assertEquals(bootstrap.projectId(), created.getToken().getProject().getId());
        assertEquals(
                bootstrap.domainId(), created.getToken().getUser().getDomain().getId());
        assertTrue(created.getToken().getCatalog().stream()
                .anyMatch(service -> service.getType().equals("hss")));

        var checked = keystone.keystoneValidateToken(new KeystoneValidateTokenRequest().withXSubjectToken(token));

        assertEquals(created.getToken().getExpiresAt(), checked.getToken().getExpiresAt());
        served.api()
                .as(new Credential.Token(token))
                .get(served.hss("/baseline/weak-password-users"))
                .expect(200);
    }

    @Test
    void looksUpProjectsAndAccounts() {
        var projects = keystone.keystoneListProjects(
                        new KeystoneListProjectsRequest().withName(bootstrap.projectName()))
                .getProjects();
        assertEquals(bootstrap.projectId(), projects.getFirst().getId());
        assertEquals(1, projects.size());
        assertEquals(
                bootstrap.projectId(),
                keystone.keystoneListAuthProjects(new KeystoneListAuthProjectsRequest())
                        .getProjects()
                        .getFirst()
                        .getId());
        assertEquals(
                bootstrap.domainId(),
                keystone.keystoneListAuthDomains(new KeystoneListAuthDomainsRequest())
                        .getDomains()
                        .getFirst()
                        .getId());
    }

    @Test
    void findsItsProjectByTheNameOfTheRegion() {
        HssClient client = HssClient.newBuilder()
                .withCredential(new BasicCredentials()
                        .withAk(bootstrap.accessKeyId())
                        .withSk(bootstrap.secretAccessKey())
                        .withIamEndpoint(served.endpoint()))
                .withRegion(new Region(bootstrap.projectName(), served.endpoint()))
                .build();

        assertEquals(
                200,
                client.listWeakPasswordUsers(new ListWeakPasswordUsersRequest()).getHttpStatusCode());
    }

    @Test
    void findsItsAccountByItself() {
        IamClient client = IamClient.newBuilder()
                .withCredential(new GlobalCredentials()
                        .withAk(bootstrap.accessKeyId())
                        .withSk(bootstrap.secretAccessKey())
                        .withIamEndpoint(served.endpoint()))
                .withRegion(new Region(bootstrap.projectName(), served.endpoint()))
                .build();

        assertEquals(
                200,
                client.showPasswordPolicyV5(new ShowPasswordPolicyV5Request()).getHttpStatusCode());
    }

    @Test
    void aDenialCanBeDecoded() {
        User user = createUser("denied");
        OfficialClients theirs = root.as(createKey(user.getUserId()));

        var denied = assertThrows(
                ClientRequestException.class,
                () -> theirs.iam()
                        .updatePasswordPolicyV5(new UpdatePasswordPolicyV5Request()
                                .withBody(body -> body.withMinimumPasswordLength(9))));

        assertRefused(denied, 403, "PAP5.0001");
        String decoded = root.sts()
                .decodeAuthorizationMessage(new DecodeAuthorizationMessageRequest()
                        .withBody(body -> body.withEncodedMessage(denied.getEncodedAuthorizationMessage())))
                .getDecodedMessage();
        assertTrue(decoded.contains("iam:securitypolicies:updatePasswordPolicyV5"), decoded);
        assertTrue(decoded.contains("user:denied"), decoded);
        var mayNotDecode = assertThrows(
                ClientRequestException.class,
                () -> theirs.sts()
                        .decodeAuthorizationMessage(new DecodeAuthorizationMessageRequest()
                                .withBody(body -> body.withEncodedMessage(denied.getEncodedAuthorizationMessage()))));
        assertEquals(403, mayNotDecode.getHttpStatusCode());
    }

    @Test
    void refusalsOfTheOtherServicesAreUnderstoodToo() {
        String outsider = createUser("outsider").getUserId();
        iam.listGroupsV5(new ListGroupsV5Request().withUserId(outsider))
                .getGroups()
                .forEach(group -> iam.removeUserFromGroupV5(new RemoveUserFromGroupV5Request()
                        .withGroupId(group.getGroupId())
                        .withBody(body -> body.withUserId(outsider))));
        OfficialClients theirs = root.as(createKey(outsider));

        assertRefused(
                assertThrows(
                        ClientRequestException.class,
                        () -> theirs.hss().listWeakPasswordUsers(new ListWeakPasswordUsersRequest())),
                403,
                "APIGW.0302");
        assertRefused(
                assertThrows(
                        ClientRequestException.class,
                        () -> theirs.ecs()
                                .resetServerPassword(new ResetServerPasswordRequest()
                                        .withServerId(agent.hostId())
                                        .withBody(body ->
                                                body.withResetPassword(option -> option.withNewPassword(PASSWORD))))),
                403,
                "Ecs.0003");
        var limits = assertThrows(
                ClientRequestException.class,
                () -> hss.listWeakPasswordUsers(
                        new ListWeakPasswordUsersRequest().withLimit(5).withOffset(-1)));
        assertRefused(limits, 400, "HSS.0001");
    }

    @Test
    void aWrongSecretOrUnknownKeyIsRefused() {
        Credential.Key key = createKey(createUser("mistaken").getUserId());
        OfficialClients wrong = root.as(new Credential.Key(key.id(), "wrong" + key.secret()));
        OfficialClients unknown = root.as(new Credential.Key("NOSUCHKEY", key.secret()));

        var signature = assertThrows(
                ClientRequestException.class, () -> wrong.sts().getCallerIdentity(new GetCallerIdentityRequest()));
        assertRefused(signature, 401, "APIGW.0301");
        assertTrue(signature.getErrorMsg().contains("verify aksk signature fail"), signature.getErrorMsg());
        var nobody = assertThrows(
                ClientRequestException.class, () -> unknown.sts().getCallerIdentity(new GetCallerIdentityRequest()));
        assertRefused(nobody, 401, "APIGW.0301");
    }

    @Test
    void aForgottenProjectIdIsAnsweredClearly() {
        HssClient client = HssClient.newBuilder()
                .withCredential(
                        new BasicCredentials().withAk(bootstrap.accessKeyId()).withSk(bootstrap.secretAccessKey()))
                .withEndpoint(served.endpoint())
                .build();

        var refused = assertThrows(
                ClientRequestException.class, () -> client.listWeakPasswordUsers(new ListWeakPasswordUsersRequest()));

        assertTrue(refused.getHttpStatusCode() == 400 || refused.getHttpStatusCode() == 403, refused.toString());
        assertTrue(refused.getErrorMsg().contains("project"), refused.getErrorMsg());
    }

    @Test
    void whateverItAsksForItsSignatureHolds() {
        Random random = new Random(4);
        for (int i = 0; i < 300; i++) {
            String strange = random.ints(1 + random.nextInt(20), 0x20, 0x500)
                    .filter(Character::isDefined)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            var answer = hss.listWeakPasswordUsers(new ListWeakPasswordUsersRequest()
                    .withHostName(strange)
                    .withHostIp("+ %2B &=~*/?#" + strange)
                    .withEnterpriseProjectId("all_granted_eps")
                    .withLimit(10 + i % 191));
            assertEquals(0, answer.getTotalNum(), strange);
        }
    }

    private User createUser(String name) {
        return iam.createUserV5(new CreateUserV5Request()
                        .withBody(
                                body -> body.withName(name).withDescription("").withEnabled(true)))
                .getUser();
    }

    private Credential.Key createKey(String userId) {
        AccessKey key = iam.createAccessKeyV5(new CreateAccessKeyV5Request().withUserId(userId))
                .getAccessKey();
        return new Credential.Key(key.getAccessKeyId(), key.getSecretAccessKey());
    }

    private static ServerId server(String id) {
        return new ServerId().withId(id);
    }

    private static DynamicTest call(String name, Executable what) {
        return DynamicTest.dynamicTest(name, what);
    }

    private static void assertRefused(ClientRequestException refused, int status, String code) {
        assertEquals(status, refused.getHttpStatusCode(), refused.toString());
        assertEquals(code, refused.getErrorCode());
        assertTrue(refused.getRequestId().matches("[0-9a-f]{32}"), refused.toString());
        assertFalse(refused.getErrorMsg().isBlank());
    }
}
