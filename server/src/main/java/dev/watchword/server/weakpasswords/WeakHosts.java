package dev.watchword.server.weakpasswords;

import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Keeps {@code weak_host}, the vendor's list in the order of its answer, equal to the open findings. Whoever changes a
 * finding rewrites its host's row in the same transaction, and leaves it alone where it says so already; changes of the
 * host's name, address or enterprise project follow by themselves.
 */
final class WeakHosts {

    private WeakHosts() {}

    /** Makes the row of a host anew; there is none when it has no listed account or is retired. */
    static void rewrite(Handle handle, String hostId) {
        List<Account> accounts = handle.createQuery("select user_folded, state from finding"
                        + " where host_id = :host and listed and fixed_at is null order by id")
                .bind("host", hostId)
                .map((row, context) -> new Account(
                        row.getString("user_folded"), row.getString("state").equals("locked")))
                .list();
        if (accounts.isEmpty()) {
            remove(handle, hostId);
            return;
        }
        handle.createUpdate("insert into weak_host (project_id, host_name, host_id, enterprise_project_id,"
                        + " name_folded, ip_folded, users, locked_users, accounts)"
                        + " select project_id, name, id, enterprise_project_id, name_folded, ip_folded,"
                        + " :users, :lockedUsers, :accounts"
                        + " from host where id = :host and retired_at is null"
                        + " on conflict (project_id, host_name, host_id) do update set users = excluded.users,"
                        + " locked_users = excluded.locked_users, accounts = excluded.accounts"
                        + " where weak_host.users <> excluded.users"
                        + " or weak_host.locked_users <> excluded.locked_users"
                        + " or weak_host.accounts <> excluded.accounts")
                .bind("host", hostId)
                .bind("users", names(accounts, false))
                .bind("lockedUsers", names(accounts, true))
                .bind(
                        "accounts",
                        accounts.stream().filter(each -> !each.locked()).count())
                .execute();
    }

    /** The host leaves the list. */
    static void remove(Handle handle, String hostId) {
        handle.createUpdate("delete from weak_host where host_id = :host")
                .bind("host", hostId)
                .execute();
    }

    private record Account(String userFolded, boolean locked) {}

    /** A folded name has no line feed of its own. */
    private static String names(List<Account> accounts, boolean locked) {
        return accounts.stream()
                .filter(each -> each.locked() == locked)
                .map(Account::userFolded)
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
