package dev.watchword.server.iam;

import dev.watchword.server.Parts;
import dev.watchword.server.authentication.PasswordLogin;
import dev.watchword.server.iam.authorization.Denials;
import dev.watchword.server.iam.authorization.EffectivePermissions;
import dev.watchword.server.iam.authorization.EffectivePolicies;
import dev.watchword.server.iam.authorization.IdentityPolicies;
import dev.watchword.server.users.PasswordHashing;
import dev.watchword.server.users.Tokens;
import java.util.List;

/**
 * Everything of IAM v5, built once.
 *
 * @param passwordPolicy what an account demands of passwords
 * @param loginPolicy how users sign in
 * @param users the account's
 * @param loginProfiles their passwords
 * @param accessKeys their keys
 * @param groups of users
 * @param policies what may be allowed and denied
 * @param versions of policies
 * @param attachments of policies
 * @param summary how much of everything there is
 * @param records users with all that belongs to them
 * @param userPermissions what users may do
 * @param decode opens reasons of denials
 * @param ownPassword changes the caller's
 * @param passwordCheck tells what is wrong with a password that is not set yet
 * @param identityPolicies decides who may do what
 */
public record Iam(
        PasswordPolicyCalls passwordPolicy,
        LoginPolicies loginPolicy,
        AccountUsers users,
        LoginProfiles loginProfiles,
        UserAccessKeys accessKeys,
        Groups groups,
        Policies policies,
        PolicyVersions versions,
        Attachments attachments,
        AccountSummary summary,
        UserRecords records,
        UserPermissions userPermissions,
        DecodeAuthorizationMessage decode,
        OwnPassword ownPassword,
        PasswordCheck passwordCheck,
        IdentityPolicies identityPolicies) {

    /**
     * Builds it.
     *
     * @param lists of weak words that new passwords are held against
     */
    public static Iam on(
            Parts parts, PasswordHashing hashing, Tokens tokens, PasswordLogin logins, List<WeakWords> lists) {
        EffectivePolicies effective = new EffectivePolicies(parts.database(), parts.clock());
        PermissionChanges permissions = new PermissionChanges(parts.database(), tokens, effective);
        AccountUsers users = new AccountUsers(parts, tokens, effective);
        Passwords passwords = new Passwords(parts, hashing, tokens, lists);
        return new Iam(
                new PasswordPolicyCalls(parts),
                new LoginPolicies(parts),
                users,
                new LoginProfiles(parts, users, passwords, tokens),
                new UserAccessKeys(parts, users),
                new Groups(parts, permissions),
                new Policies(parts),
                new PolicyVersions(parts, permissions),
                new Attachments(parts, permissions),
                new AccountSummary(parts),
                new UserRecords(parts, users, logins),
                new UserPermissions(parts, new EffectivePermissions(effective)),
                new DecodeAuthorizationMessage(new Denials(parts.atRest())),
                new OwnPassword(logins, passwords),
                new PasswordCheck(passwords),
                new IdentityPolicies(parts, effective));
    }
}
