package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.iam.AccountPasswordPolicy;
import dev.watchword.server.iam.AccountSummary;
import dev.watchword.server.iam.AccountUsers;
import dev.watchword.server.iam.Attachments;
import dev.watchword.server.iam.DecodeAuthorizationMessage;
import dev.watchword.server.iam.Groups;
import dev.watchword.server.iam.LoginPolicy;
import dev.watchword.server.iam.LoginProfiles;
import dev.watchword.server.iam.MarkedPage;
import dev.watchword.server.iam.OwnPassword;
import dev.watchword.server.iam.Policies;
import dev.watchword.server.iam.PolicyVersions;
import dev.watchword.server.iam.UserAccessKeys;
import java.util.List;

/** IAM v5: users, groups, identity policies, passwords, access keys. */
final class AccountRoutes {

    private AccountRoutes() {}

    static List<Route> of(Features features) {
        return List.of(
                Route.get("/v5/password-policy", Service.IAM)
                        .needs("iam:securitypolicies:getPasswordPolicyV5")
                        .says("Tells the account's password policy")
                        .answers(200, AccountPasswordPolicy.WHOLE)
                        .to(features.iam().passwordPolicy()::show),
                Route.put("/v5/password-policy", Service.IAM)
                        .needs("iam:securitypolicies:updatePasswordPolicyV5")
                        .says("Changes the account's password policy")
                        .body(AccountPasswordPolicy.CHANGES)
                        .answers(200, AccountPasswordPolicy.WHOLE)
                        .to(features.iam().passwordPolicy()::update),
                Route.get("/v5/login-policy", Service.IAM)
                        .needs("iam:securitypolicies:getLoginPolicyV5")
                        .says("Tells the account's login policy")
                        .answers(200, LoginPolicy.WHOLE)
                        .to(features.iam().loginPolicy()::show),
                Route.put("/v5/login-policy", Service.IAM)
                        .needs("iam:securitypolicies:updateLoginPolicyV5")
                        .says("Changes the account's login policy")
                        .body(LoginPolicy.CHANGES)
                        .answers(200, LoginPolicy.WHOLE)
                        .to(features.iam().loginPolicy()::update),
                Route.get("/v5/account-summary", Service.IAM)
                        .needs("iam:accounts:getAccountSummaryV5")
                        .says("Tells how much of everything the account has and may have")
                        .answers(200, AccountSummary.WHOLE)
                        .to(features.iam().summary()::show),
                Route.post("/v5/decode-authorization-message", Service.STS)
                        .needs("sts::decodeAuthorizationMessage")
                        .says("Tells why a call was denied")
                        .body(DecodeAuthorizationMessage.QUESTION)
                        .answers(200, DecodeAuthorizationMessage.REASON)
                        .mutating(false)
                        .to(features.iam().decode()::decode),
                Route.post("/v5/users", Service.IAM)
                        .needs("iam:users:createUserV5")
                        .says("Creates a user")
                        .body(AccountUsers.NEW)
                        .answers(201, AccountUsers.WHOLE)
                        .to(features.iam().users()::create),
                Route.get("/v5/users", Service.IAM)
                        .needs("iam:users:listUsersV5")
                        .says("Lists the users of the account or of a group")
                        .query(AccountUsers.FILTERS)
                        .answers(200, AccountUsers.PAGE)
                        .to(features.iam().users()::list),
                Route.get("/v5/users/{user_id}", Service.IAM)
                        .needs("iam:users:getUserV5")
                        .says("Tells a user")
                        .answers(200, AccountUsers.WHOLE)
                        .to(features.iam().users()::show),
                Route.put("/v5/users/{user_id}", Service.IAM)
                        .needs("iam:users:updateUserV5")
                        .says("Changes a user")
                        .body(AccountUsers.CHANGES)
                        .answers(200, AccountUsers.WHOLE)
                        .to(features.iam().users()::update),
                Route.delete("/v5/users/{user_id}", Service.IAM)
                        .needs("iam:users:deleteUserV5")
                        .says("Deletes a user")
                        .answers(204)
                        .to(features.iam().users()::delete),
                Route.get("/v5/users/{user_id}/last-login", Service.IAM)
                        .needs("iam:users:showUserLastLoginV5")
                        .says("Tells when a user last signed in")
                        .answers(200, AccountUsers.LAST_LOGIN)
                        .to(features.iam().users()::lastLogin),
                Route.post("/v5/users/{user_id}/login-profile", Service.IAM)
                        .needs("iam:users:createLoginProfileV5")
                        .says("Gives a user a password")
                        .body(LoginProfiles.NEW)
                        .answers(201, LoginProfiles.WHOLE)
                        .to(features.iam().loginProfiles()::create),
                Route.get("/v5/users/{user_id}/login-profile", Service.IAM)
                        .needs("iam:users:showLoginProfileV5")
                        .says("Tells what is known of a user's password")
                        .answers(200, LoginProfiles.WHOLE)
                        .to(features.iam().loginProfiles()::show),
                Route.put("/v5/users/{user_id}/login-profile", Service.IAM)
                        .needs("iam:users:updateLoginProfileV5")
                        .says("Changes a user's password")
                        .body(LoginProfiles.CHANGES)
                        .answers(200, LoginProfiles.WHOLE)
                        .to(features.iam().loginProfiles()::update),
                Route.delete("/v5/users/{user_id}/login-profile", Service.IAM)
                        .needs("iam:users:deleteLoginProfileV5")
                        .says("Takes a user's password away")
                        .answers(204)
                        .to(features.iam().loginProfiles()::delete),
                // No permission: the account's password policy says whether users may.
                Route.post("/v5/caller-password", Service.IAM)
                        .needsIdentity()
                        .says("Changes the caller's own password")
                        .body(OwnPassword.CHANGE)
                        .answers(200)
                        .to(features.iam().ownPassword()::change),
                Route.post("/v5/users/{user_id}/access-keys", Service.IAM)
                        .needs("iam:credentials:createCredentialV5")
                        .says("Makes an access key and shows its secret")
                        .answers(201, UserAccessKeys.CREATED)
                        .to(features.iam().accessKeys()::create),
                Route.get("/v5/users/{user_id}/access-keys", Service.IAM)
                        .needs("iam:credentials:listCredentialsV5")
                        .says("Lists a user's access keys")
                        .query(MarkedPage.PAGING)
                        .answers(200, UserAccessKeys.PAGE)
                        .to(features.iam().accessKeys()::list),
                Route.put("/v5/users/{user_id}/access-keys/{access_key_id}", Service.IAM)
                        .needs("iam:credentials:updateCredentialV5")
                        .says("Lets an access key sign, or no longer")
                        .body(UserAccessKeys.CHANGES)
                        .answers(200, UserAccessKeys.WHOLE)
                        .to(features.iam().accessKeys()::update),
                Route.delete("/v5/users/{user_id}/access-keys/{access_key_id}", Service.IAM)
                        .needs("iam:credentials:deleteCredentialV5")
                        .says("Deletes an access key")
                        .answers(204)
                        .to(features.iam().accessKeys()::delete),
                Route.get("/v5/users/{user_id}/access-keys/{access_key_id}/last-used", Service.IAM)
                        .needs("iam:credentials:showAccessKeyLastUsedV5")
                        .says("Tells when an access key last signed")
                        .answers(200, UserAccessKeys.LAST_USED)
                        .to(features.iam().accessKeys()::lastUsed),
                Route.get("/v5/users/{user_id}/attached-policies", Service.IAM)
                        .needs("iam:users:listAttachedPoliciesV5")
                        .says("Lists the policies of a user")
                        .query(MarkedPage.PAGING)
                        .answers(200, Attachments.POLICIES)
                        .to(features.iam().attachments()::ofUser),
                Route.post("/v5/groups", Service.IAM)
                        .needs("iam:groups:createGroupV5")
                        .says("Creates a group")
                        .body(Groups.NEW)
                        .answers(201, Groups.WHOLE)
                        .to(features.iam().groups()::create),
                Route.get("/v5/groups", Service.IAM)
                        .needs("iam:groups:listGroupsV5")
                        .says("Lists the groups of the account or of a user")
                        .query(Groups.FILTERS)
                        .answers(200, Groups.PAGE)
                        .to(features.iam().groups()::list),
                Route.get("/v5/groups/{group_id}", Service.IAM)
                        .needs("iam:groups:getGroupV5")
                        .says("Tells a group")
                        .answers(200, Groups.WHOLE)
                        .to(features.iam().groups()::show),
                Route.put("/v5/groups/{group_id}", Service.IAM)
                        .needs("iam:groups:updateGroupV5")
                        .says("Changes a group")
                        .body(Groups.CHANGES)
                        .answers(200, Groups.WHOLE)
                        .to(features.iam().groups()::update),
                Route.delete("/v5/groups/{group_id}", Service.IAM)
                        .needs("iam:groups:deleteGroupV5")
                        .says("Deletes a group")
                        .answers(204)
                        .to(features.iam().groups()::delete),
                Route.post("/v5/groups/{group_id}/add-user", Service.IAM)
                        .needs("iam:permissions:addUserToGroupV5")
                        .says("Takes a user into a group")
                        .body(Groups.MEMBER)
                        .answers(200)
                        .to(features.iam().groups()::add),
                Route.post("/v5/groups/{group_id}/remove-user", Service.IAM)
                        .needs("iam:permissions:removeUserFromGroupV5")
                        .says("Lets a user go from a group")
                        .body(Groups.MEMBER)
                        .answers(200)
                        .to(features.iam().groups()::remove),
                Route.get("/v5/groups/{group_id}/attached-policies", Service.IAM)
                        .needs("iam:groups:listAttachedPoliciesV5")
                        .says("Lists the policies of a group")
                        .query(MarkedPage.PAGING)
                        .answers(200, Attachments.POLICIES)
                        .to(features.iam().attachments()::ofGroup),
                Route.post("/v5/policies", Service.IAM)
                        .needs("iam:policies:createV5")
                        .says("Creates an identity policy")
                        .body(Policies.NEW)
                        .answers(201, Policies.WHOLE)
                        .to(features.iam().policies()::create),
                Route.get("/v5/policies", Service.IAM)
                        .needs("iam:policies:listV5")
                        .says("Lists the identity policies of the account")
                        .query(Policies.FILTERS)
                        .answers(200, Policies.PAGE)
                        .to(features.iam().policies()::list),
                Route.get("/v5/policies/{policy_id}", Service.IAM)
                        .needs("iam:policies:getV5")
                        .says("Tells an identity policy")
                        .answers(200, Policies.WHOLE)
                        .to(features.iam().policies()::show),
                Route.delete("/v5/policies/{policy_id}", Service.IAM)
                        .needs("iam:policies:deleteV5")
                        .says("Deletes an identity policy")
                        .answers(204)
                        .to(features.iam().policies()::delete),
                Route.post("/v5/policies/{policy_id}/versions", Service.IAM)
                        .needs("iam:policies:createVersionV5")
                        .says("Adds a version to an identity policy")
                        .body(PolicyVersions.NEW)
                        .answers(201, PolicyVersions.WHOLE)
                        .to(features.iam().versions()::create),
                Route.get("/v5/policies/{policy_id}/versions", Service.IAM)
                        .needs("iam:policies:listVersionsV5")
                        .says("Lists the versions of an identity policy")
                        .query(MarkedPage.PAGING)
                        .answers(200, PolicyVersions.PAGE)
                        .to(features.iam().versions()::list),
                Route.get("/v5/policies/{policy_id}/versions/{version_id}", Service.IAM)
                        .needs("iam:policies:getVersionV5")
                        .says("Tells a version of an identity policy")
                        .answers(200, PolicyVersions.WHOLE)
                        .to(features.iam().versions()::show),
                Route.delete("/v5/policies/{policy_id}/versions/{version_id}", Service.IAM)
                        .needs("iam:policies:deleteVersionV5")
                        .says("Deletes a version of an identity policy")
                        .answers(204)
                        .to(features.iam().versions()::delete),
                Route.post("/v5/policies/{policy_id}/versions/{version_id}/set-default", Service.IAM)
                        .needs("iam:policies:setDefaultVersionV5")
                        .says("Lets a version of an identity policy count")
                        .answers(200)
                        .to(features.iam().versions()::setDefault),
                Route.get("/v5/policies/{policy_id}/attached-entities", Service.IAM)
                        .needs("iam:policies:listEntitiesV5")
                        .says("Lists the users and groups of an identity policy")
                        .query(Attachments.HOLDER_FILTERS)
                        .answers(200, Attachments.HOLDERS)
                        .to(features.iam().attachments()::holders),
                Route.post("/v5/policies/{policy_id}/attach-user", Service.IAM)
                        .needs("iam:users:attachPolicyV5")
                        .says("Attaches an identity policy to a user")
                        .body(Attachments.USER)
                        .answers(200)
                        .to(features.iam().attachments()::attachToUser),
                Route.post("/v5/policies/{policy_id}/detach-user", Service.IAM)
                        .needs("iam:users:detachPolicyV5")
                        .says("Detaches an identity policy from a user")
                        .body(Attachments.USER)
                        .answers(200)
                        .to(features.iam().attachments()::detachFromUser),
                Route.post("/v5/policies/{policy_id}/attach-group", Service.IAM)
                        .needs("iam:groups:attachPolicyV5")
                        .says("Attaches an identity policy to a group")
                        .body(Attachments.GROUP)
                        .answers(200)
                        .to(features.iam().attachments()::attachToGroup),
                Route.post("/v5/policies/{policy_id}/detach-group", Service.IAM)
                        .needs("iam:groups:detachPolicyV5")
                        .says("Detaches an identity policy from a group")
                        .body(Attachments.GROUP)
                        .answers(200)
                        .to(features.iam().attachments()::detachFromGroup));
    }
}
