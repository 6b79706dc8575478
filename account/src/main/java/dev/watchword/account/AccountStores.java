package dev.watchword.account;

import java.util.List;

/** Every kind of store that this build can read. */
public final class AccountStores {

    /** The built-in list: adding a store is one folder and one line here. */
    private static final List<AccountStore> BUILT_IN = List.of();

    private AccountStores() {}

    public static List<AccountStore> all() {
        return BUILT_IN;
    }
}
