package dev.watchword.server;

import dev.watchword.server.authentication.IdentityResource;
import dev.watchword.server.authentication.TokenResource;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.iam.AccountPasswordPolicy;
import dev.watchword.server.iam.AccountSummary;
import dev.watchword.server.iam.AccountUsers;
import dev.watchword.server.iam.Attachments;
import dev.watchword.server.iam.DecodeAuthorizationMessage;
import dev.watchword.server.iam.Groups;
import dev.watchword.server.iam.Iam;
import dev.watchword.server.iam.Listing;
import dev.watchword.server.iam.LoginPolicy;
import dev.watchword.server.iam.LoginProfiles;
import dev.watchword.server.iam.OwnPassword;
import dev.watchword.server.iam.PasswordPolicyCalls;
import dev.watchword.server.iam.Policies;
import dev.watchword.server.iam.PolicyVersions;
import dev.watchword.server.iam.UserAccessKeys;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every route of the API with its permission, in one place. What is not here does not exist.
 */
public final class Routes {

    private Routes() {}

    /** All of them. */
    public static List<Route> of(Features features) {
        return Stream.of(
                        identity(features),
                        accountPolicies(features),
                        hostSecurity(features),
                        servers(features),
                        agents(features),
                        own(features),
                        operations(features))
                .flatMap(List::stream)
                .toList();
    }

    /** Tokens, projects, who am I. */
    private static List<Route> identity(Features features) {
        TokenResource tokens = features.tokenCalls();
        IdentityResource identity = features.identityCalls();
        return List.of(
                // Open: whoever has no token yet shows a password.
                Route.post("/v3/auth/tokens", Service.KEYSTONE)
                        .openToAll()
                        .says("Gives a token for a password")
                        .query(TokenResource.NO_CATALOG)
                        .body(TokenResource.REQUEST)
                        .upTo(64 * 1024)
                        .answers(201, TokenResource.TOKEN)
                        .to(tokens::create),
                Route.get("/v3/auth/tokens", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Tells what a token is for and how long it is valid")
                        .query(TokenResource.NO_CATALOG)
                        .answers(200, TokenResource.TOKEN)
                        .to(tokens::show),
                Route.get("/v3/projects", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Lists the projects of the caller's account")
                        .query(IdentityResource.NAME)
                        .answers(200, IdentityResource.PROJECTS)
                        .to(identity::projects),
                Route.get("/v3/auth/projects", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Lists the projects that the caller may ask a token for")
                        .answers(200, IdentityResource.PROJECTS)
                        .to(identity::projects),
                Route.get("/v3/auth/domains", Service.KEYSTONE)
                        .needsIdentity()
                        .says("Tells the caller's account")
                        .answers(200, IdentityResource.DOMAINS)
                        .to(identity::domains),
                Route.get("/v5/caller-identity", Service.STS)
                        .needsIdentity()
                        .says("Tells who the caller is")
                        .answers(200, IdentityResource.CALLER)
                        .to(identity::caller),
                // Open: clients read it before they ask for a token, and it says nothing of this server.
                Route.get("/v3", Service.KEYSTONE)
                        .openToAll()
                        .says("Tells the version of the token calls")
                        .answers(200, IdentityResource.VERSION)
                        .to(identity::version));
    }

    /** IAM v5: users, groups, policies, passwords, access keys. */
    private static List<Route> accountPolicies(Features features) {
        Iam iam = features.iam();
        return Stream.of(passwordPolicies(iam), accountUsers(iam), groups(iam), identityPolicies(iam))
                .flatMap(List::stream)
                .toList();
    }

    /** Password policy, login policy, account. */
    private static List<Route> passwordPolicies(Iam iam) {
        return List.of(
                Route.get("/v5/password-policy", Service.IAM)
                        .needs("iam:securitypolicies:getPasswordPolicyV5")
                        .says("Tells the account's password policy")
                        .answers(200, AccountPasswordPolicy.WHOLE)
                        .to(iam.passwordPolicy()::show),
                Route.put("/v5/password-policy", Service.IAM)
                        .needs("iam:securitypolicies:updatePasswordPolicyV5")
                        .says("Changes the account's password policy")
                        .body(AccountPasswordPolicy.CHANGES)
                        .answers(200, AccountPasswordPolicy.WHOLE)
                        .to(iam.passwordPolicy()::update),
                Route.get("/v1/watchword/password-rules", Service.WATCHWORD)
                        .needs("watchword:passwordRules:get")
                        .says("Tells whether weak words are refused as passwords of users")
                        .answers(200, PasswordPolicyCalls.RULES)
                        .to(iam.passwordPolicy()::showRules),
                Route.put("/v1/watchword/password-rules", Service.WATCHWORD)
                        .needs("watchword:passwordRules:set")
                        .says("Changes whether weak words are refused as passwords of users")
                        .body(PasswordPolicyCalls.RULES)
                        .answers(200, PasswordPolicyCalls.RULES)
                        .to(iam.passwordPolicy()::updateRules),
                Route.get("/v5/login-policy", Service.IAM)
                        .needs("iam:securitypolicies:getLoginPolicyV5")
                        .says("Tells the account's login policy")
                        .answers(200, LoginPolicy.WHOLE)
                        .to(iam.loginPolicy()::show),
                Route.put("/v5/login-policy", Service.IAM)
                        .needs("iam:securitypolicies:updateLoginPolicyV5")
                        .says("Changes the account's login policy")
                        .body(LoginPolicy.CHANGES)
                        .answers(200, LoginPolicy.WHOLE)
                        .to(iam.loginPolicy()::update),
                Route.get("/v5/account-summary", Service.IAM)
                        .needs("iam:accounts:getAccountSummaryV5")
                        .says("Tells how much of everything the account has and may have")
                        .answers(200, AccountSummary.WHOLE)
                        .to(iam.summary()::show),
                Route.post("/v5/decode-authorization-message", Service.STS)
                        .needs("sts::decodeAuthorizationMessage")
                        .says("Tells why a call was denied")
                        .body(DecodeAuthorizationMessage.QUESTION)
                        .answers(200, DecodeAuthorizationMessage.REASON)
                        .mutating(false)
                        .to(iam.decode()::decode));
    }

    /** Users, their passwords and keys. */
    private static List<Route> accountUsers(Iam iam) {
        return List.of(
                Route.post("/v5/users", Service.IAM)
                        .needs("iam:users:createUserV5")
                        .says("Creates a user")
                        .body(AccountUsers.NEW)
                        .answers(201, AccountUsers.WHOLE)
                        .to(iam.users()::create),
                Route.get("/v5/users", Service.IAM)
                        .needs("iam:users:listUsersV5")
                        .says("Lists the users of the account or of a group")
                        .query(AccountUsers.FILTERS)
                        .answers(200, AccountUsers.PAGE)
                        .to(iam.users()::list),
                Route.get("/v5/users/{user_id}", Service.IAM)
                        .needs("iam:users:getUserV5")
                        .says("Tells a user")
                        .answers(200, AccountUsers.WHOLE)
                        .to(iam.users()::show),
                Route.put("/v5/users/{user_id}", Service.IAM)
                        .needs("iam:users:updateUserV5")
                        .says("Changes a user")
                        .body(AccountUsers.CHANGES)
                        .answers(200, AccountUsers.WHOLE)
                        .to(iam.users()::update),
                Route.delete("/v5/users/{user_id}", Service.IAM)
                        .needs("iam:users:deleteUserV5")
                        .says("Deletes a user")
                        .answers(204)
                        .to(iam.users()::delete),
                Route.get("/v5/users/{user_id}/last-login", Service.IAM)
                        .needs("iam:users:showUserLastLoginV5")
                        .says("Tells when a user last signed in")
                        .answers(200, AccountUsers.LAST_LOGIN)
                        .to(iam.users()::lastLogin),
                Route.post("/v5/users/{user_id}/login-profile", Service.IAM)
                        .needs("iam:users:createLoginProfileV5")
                        .says("Gives a user a password")
                        .body(LoginProfiles.NEW)
                        .answers(201, LoginProfiles.WHOLE)
                        .to(iam.loginProfiles()::create),
                Route.get("/v5/users/{user_id}/login-profile", Service.IAM)
                        .needs("iam:users:showLoginProfileV5")
                        .says("Tells what is known of a user's password")
                        .answers(200, LoginProfiles.WHOLE)
                        .to(iam.loginProfiles()::show),
                Route.put("/v5/users/{user_id}/login-profile", Service.IAM)
                        .needs("iam:users:updateLoginProfileV5")
                        .says("Changes a user's password")
                        .body(LoginProfiles.CHANGES)
                        .answers(200, LoginProfiles.WHOLE)
                        .to(iam.loginProfiles()::update),
                Route.delete("/v5/users/{user_id}/login-profile", Service.IAM)
                        .needs("iam:users:deleteLoginProfileV5")
                        .says("Takes a user's password away")
                        .answers(204)
                        .to(iam.loginProfiles()::delete),
                // No permission: the account's password policy says whether users may.
                Route.post("/v5/caller-password", Service.IAM)
                        .needsIdentity()
                        .says("Changes the caller's own password")
                        .body(OwnPassword.CHANGE)
                        .answers(200)
                        .to(iam.ownPassword()::change),
                Route.post("/v5/users/{user_id}/access-keys", Service.IAM)
                        .needs("iam:credentials:createCredentialV5")
                        .says("Makes an access key and shows its secret")
                        .answers(201, UserAccessKeys.CREATED)
                        .to(iam.accessKeys()::create),
                Route.get("/v5/users/{user_id}/access-keys", Service.IAM)
                        .needs("iam:credentials:listCredentialsV5")
                        .says("Lists a user's access keys")
                        .query(Listing.PAGING)
                        .answers(200, UserAccessKeys.PAGE)
                        .to(iam.accessKeys()::list),
                Route.put("/v5/users/{user_id}/access-keys/{access_key_id}", Service.IAM)
                        .needs("iam:credentials:updateCredentialV5")
                        .says("Lets an access key sign, or no longer")
                        .body(UserAccessKeys.CHANGES)
                        .answers(200, UserAccessKeys.WHOLE)
                        .to(iam.accessKeys()::update),
                Route.delete("/v5/users/{user_id}/access-keys/{access_key_id}", Service.IAM)
                        .needs("iam:credentials:deleteCredentialV5")
                        .says("Deletes an access key")
                        .answers(204)
                        .to(iam.accessKeys()::delete),
                Route.get("/v5/users/{user_id}/access-keys/{access_key_id}/last-used", Service.IAM)
                        .needs("iam:credentials:showAccessKeyLastUsedV5")
                        .says("Tells when an access key last signed")
                        .answers(200, UserAccessKeys.LAST_USED)
                        .to(iam.accessKeys()::lastUsed),
                Route.get("/v5/users/{user_id}/attached-policies", Service.IAM)
                        .needs("iam:users:listAttachedPoliciesV5")
                        .says("Lists the policies of a user")
                        .query(Listing.PAGING)
                        .answers(200, Attachments.POLICIES)
                        .to(iam.attachments()::ofUser));
    }

    /** Groups of users. */
    private static List<Route> groups(Iam iam) {
        return List.of(
                Route.post("/v5/groups", Service.IAM)
                        .needs("iam:groups:createGroupV5")
                        .says("Creates a group")
                        .body(Groups.NEW)
                        .answers(201, Groups.WHOLE)
                        .to(iam.groups()::create),
                Route.get("/v5/groups", Service.IAM)
                        .needs("iam:groups:listGroupsV5")
                        .says("Lists the groups of the account or of a user")
                        .query(Groups.FILTERS)
                        .answers(200, Groups.PAGE)
                        .to(iam.groups()::list),
                Route.get("/v5/groups/{group_id}", Service.IAM)
                        .needs("iam:groups:getGroupV5")
                        .says("Tells a group")
                        .answers(200, Groups.WHOLE)
                        .to(iam.groups()::show),
                Route.put("/v5/groups/{group_id}", Service.IAM)
                        .needs("iam:groups:updateGroupV5")
                        .says("Changes a group")
                        .body(Groups.CHANGES)
                        .answers(200, Groups.WHOLE)
                        .to(iam.groups()::update),
                Route.delete("/v5/groups/{group_id}", Service.IAM)
                        .needs("iam:groups:deleteGroupV5")
                        .says("Deletes a group")
                        .answers(204)
                        .to(iam.groups()::delete),
                Route.post("/v5/groups/{group_id}/add-user", Service.IAM)
                        .needs("iam:permissions:addUserToGroupV5")
                        .says("Takes a user into a group")
                        .body(Groups.MEMBER)
                        .answers(200)
                        .to(iam.groups()::add),
                Route.post("/v5/groups/{group_id}/remove-user", Service.IAM)
                        .needs("iam:permissions:removeUserFromGroupV5")
                        .says("Lets a user go from a group")
                        .body(Groups.MEMBER)
                        .answers(200)
                        .to(iam.groups()::remove),
                Route.get("/v5/groups/{group_id}/attached-policies", Service.IAM)
                        .needs("iam:groups:listAttachedPoliciesV5")
                        .says("Lists the policies of a group")
                        .query(Listing.PAGING)
                        .answers(200, Attachments.POLICIES)
                        .to(iam.attachments()::ofGroup));
    }

    /** Identity policies and what they are attached to. */
    private static List<Route> identityPolicies(Iam iam) {
        return List.of(
                Route.post("/v5/policies", Service.IAM)
                        .needs("iam:policies:createV5")
                        .says("Creates an identity policy")
                        .body(Policies.NEW)
                        .answers(201, Policies.WHOLE)
                        .to(iam.policies()::create),
                Route.get("/v5/policies", Service.IAM)
                        .needs("iam:policies:listV5")
                        .says("Lists the identity policies of the account")
                        .query(Policies.FILTERS)
                        .answers(200, Policies.PAGE)
                        .to(iam.policies()::list),
                Route.get("/v5/policies/{policy_id}", Service.IAM)
                        .needs("iam:policies:getV5")
                        .says("Tells an identity policy")
                        .answers(200, Policies.WHOLE)
                        .to(iam.policies()::show),
                Route.delete("/v5/policies/{policy_id}", Service.IAM)
                        .needs("iam:policies:deleteV5")
                        .says("Deletes an identity policy")
                        .answers(204)
                        .to(iam.policies()::delete),
                Route.post("/v5/policies/{policy_id}/versions", Service.IAM)
                        .needs("iam:policies:createVersionV5")
                        .says("Adds a version to an identity policy")
                        .body(PolicyVersions.NEW)
                        .answers(201, PolicyVersions.WHOLE)
                        .to(iam.versions()::create),
                Route.get("/v5/policies/{policy_id}/versions", Service.IAM)
                        .needs("iam:policies:listVersionsV5")
                        .says("Lists the versions of an identity policy")
                        .query(Listing.PAGING)
                        .answers(200, PolicyVersions.PAGE)
                        .to(iam.versions()::list),
                Route.get("/v5/policies/{policy_id}/versions/{version_id}", Service.IAM)
                        .needs("iam:policies:getVersionV5")
                        .says("Tells a version of an identity policy")
                        .answers(200, PolicyVersions.WHOLE)
                        .to(iam.versions()::show),
                Route.delete("/v5/policies/{policy_id}/versions/{version_id}", Service.IAM)
                        .needs("iam:policies:deleteVersionV5")
                        .says("Deletes a version of an identity policy")
                        .answers(204)
                        .to(iam.versions()::delete),
                Route.post("/v5/policies/{policy_id}/versions/{version_id}/set-default", Service.IAM)
                        .needs("iam:policies:setDefaultVersionV5")
                        .says("Lets a version of an identity policy count")
                        .answers(200)
                        .to(iam.versions()::setDefault),
                Route.get("/v5/policies/{policy_id}/attached-entities", Service.IAM)
                        .needs("iam:policies:listEntitiesV5")
                        .says("Lists the users and groups of an identity policy")
                        .query(Attachments.HOLDER_FILTERS)
                        .answers(200, Attachments.HOLDERS)
                        .to(iam.attachments()::holders),
                Route.post("/v5/policies/{policy_id}/attach-user", Service.IAM)
                        .needs("iam:users:attachPolicyV5")
                        .says("Attaches an identity policy to a user")
                        .body(Attachments.USER)
                        .answers(200)
                        .to(iam.attachments()::attachToUser),
                Route.post("/v5/policies/{policy_id}/detach-user", Service.IAM)
                        .needs("iam:users:detachPolicyV5")
                        .says("Detaches an identity policy from a user")
                        .body(Attachments.USER)
                        .answers(200)
                        .to(iam.attachments()::detachFromUser),
                Route.post("/v5/policies/{policy_id}/attach-group", Service.IAM)
                        .needs("iam:groups:attachPolicyV5")
                        .says("Attaches an identity policy to a group")
                        .body(Attachments.GROUP)
                        .answers(200)
                        .to(iam.attachments()::attachToGroup),
                Route.post("/v5/policies/{policy_id}/detach-group", Service.IAM)
                        .needs("iam:groups:detachPolicyV5")
                        .says("Detaches an identity policy from a group")
                        .body(Attachments.GROUP)
                        .answers(200)
                        .to(iam.attachments()::detachFromGroup));
    }

    /** HSS v5: weak passwords, password complexity, hosts. */
    private static List<Route> hostSecurity(Features features) {
        return List.of();
    }

    /** ECS v1: password resets, servers, jobs. */
    private static List<Route> servers(Features features) {
        return List.of();
    }

    /** What agents call. */
    private static List<Route> agents(Features features) {
        return List.of();
    }

    /** What no vendor has, under /v1/watchword. */
    private static List<Route> own(Features features) {
        return List.of();
    }

    /** Health, metrics, the API's document. */
    private static List<Route> operations(Features features) {
        return List.of();
    }
}
