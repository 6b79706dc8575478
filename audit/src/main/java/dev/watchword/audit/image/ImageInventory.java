package dev.watchword.audit.image;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.AccountStore;
import dev.watchword.account.AccountStores;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.LayerRef;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.hash.EncodedHash;
import dev.watchword.image.Image;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.Layer;
import dev.watchword.image.layer.LayerCache;
import dev.watchword.image.layer.LayerStack;
import dev.watchword.image.layer.LayeredRootFs;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an image's accounts: those that a container of it starts with, those that a later layer hid, and those that its
 * configuration gives away. Each is told with the layer that brought it. Belongs to one thread.
 */
public final class ImageInventory {

    private final Image image;
    private final List<AccountStore> stores;
    private final AccountSink sink;

    /** Accounts of earlier states, by what tells them apart, with only those passwords that are not shown at the end. */
    private final Map<Key, Account> earlier = new LinkedHashMap<>();

    private final Set<Key> shown = new HashSet<>();
    private final Map<Layer, LayerRef> layers = new HashMap<>();
    private final Looker looker;
    private final int mostAccounts;
    private int accounts;
    private boolean full;

    private ImageInventory(Image image, List<AccountStore> stores, int mostAccounts, AccountSink sink, Looker looker) {
        this.image = image;
        this.stores = stores;
        this.mostAccounts = mostAccounts;
        this.sink = sink;
        this.looker = looker;
    }

    /**
     * Whoever wants to see more of what a container of the image starts with than its accounts.
     *
     * @see #read(Image, List, LayerCache, ImageLimits, AccountSink, Looker)
     */
    public interface Looker {

        /** Sees accounts only. */
        Looker NOBODY = new Looker() {
            @Override
            public Interest interest() {
                return Interest.NONE;
            }

            @Override
            public void look(RootFs shown) {
                // there is nothing to see
            }
        };

        /** Names of files that it will probably open. */
        Interest interest();

        /** Looks at the file system, which is valid during the call. */
        void look(RootFs shown);
    }

    private record Key(ServiceType service, String user, EncodedHash credential) {}

    /**
     * Reads an image.
     *
     * @param stores which kinds of store to look for
     * @param sink told what is found and what could not be read, under the image's name
     */
    public static void read(
            Image image, List<AccountStore> stores, LayerCache cache, ImageLimits limits, AccountSink sink) {
        read(image, stores, cache, limits, sink, Looker.NOBODY);
    }

    /**
     * Reads an image, and lets somebody else look at it too.
     *
     * @param looker called once, unless nothing of the image can be shown
     */
    public static void read(
            Image image,
            List<AccountStore> stores,
            LayerCache cache,
            ImageLimits limits,
            AccountSink sink,
            Looker looker) {
        new ImageInventory(image, List.copyOf(stores), limits.accounts(), sink, looker).read(cache, limits);
    }

    private void read(LayerCache cache, ImageLimits limits) {
        Interest interest = AccountStores.interest(stores).and(looker.interest());
        List<String> problems = LayerStack.view(image, interest, cache, limits, new LayerStack.Viewer() {
            @Override
            public void earlier(LayeredRootFs view) {
                stores.forEach(store -> AccountStores.read(store, view, new Earlier(view)));
            }

            @Override
            public void shown(LayeredRootFs view) {
                stores.forEach(store -> AccountStores.read(store, view, new Shown(view)));
                looker.look(view);
            }
        });
        earlier.forEach((key, account) -> {
            if (!shown.contains(key)) {
                tell(account);
            }
        });
        Set<ServiceType> services = new HashSet<>();
        stores.forEach(store -> services.add(store.service()));
        ConfigPasswords.of(image).stream()
                .filter(account -> !readByStores(account.service()) || services.contains(account.service()))
                .forEach(this::tell);
        problems.forEach(problem -> sink.incomplete(ServiceType.SYSTEM, image.name(), problem));
    }

    private static boolean readByStores(ServiceType service) {
        return AccountStores.all().stream().anyMatch(store -> store.service() == service);
    }

    private StoreRef placed(StoreRef found, LayeredRootFs view) {
        Optional<LayerRef> layer = view.layerOf(found.path()).map(from -> layers.computeIfAbsent(from, this::ref));
        return new StoreRef(found.path(), found.line(), layer);
    }

    private LayerRef ref(Layer layer) {
        return new LayerRef(image.name(), layer.name(), HistoryLine.shown(layer.createdBy()));
    }

    private void tell(Account account) {
        if (++accounts <= mostAccounts) {
            sink.account(account);
        } else if (accounts == mostAccounts + 1) {
            tooMany();
        }
    }

    private void tooMany() {
        sink.incomplete(
                ServiceType.SYSTEM,
                image.name(),
                "limit accounts: more than " + mostAccounts + " accounts in one image: the others are left out");
    }

    private static Account with(Account account, StoreRef store, AccountState state, List<EncodedHash> credentials) {
        return new Account(
                account.service(),
                account.userName(),
                store,
                state,
                credentials,
                account.lastChanged(),
                account.owner(),
                account.exposure(),
                account.privileged());
    }

    private String named(String store) {
        return image.name() + ":" + store;
    }

    /** What a container of the image starts with. */
    private final class Shown implements AccountSink {
        private final LayeredRootFs view;

        Shown(LayeredRootFs view) {
            this.view = view;
        }

        @Override
        public void account(Account account) {
            if (accounts < mostAccounts) {
                account.credentials()
                        .forEach(credential -> shown.add(new Key(account.service(), account.userName(), credential)));
            }
            tell(with(account, placed(account.store(), view), account.state(), account.credentials()));
        }

        @Override
        public void diagnostic(Diagnostic diagnostic) {
            StoreRef store = diagnostic.store();
            sink.diagnostic(new Diagnostic(new StoreRef(named(store.path()), store.line()), diagnostic.reason()));
        }

        @Override
        public void covered(ServiceType service, String store) {
            sink.covered(service, named(store));
        }

        @Override
        public void incomplete(ServiceType service, String store, String reason) {
            sink.incomplete(service, named(store), reason);
        }
    }

    /** What an earlier state held: only its stored passwords matter. */
    private final class Earlier implements AccountSink {
        private final LayeredRootFs view;

        Earlier(LayeredRootFs view) {
            this.view = view;
        }

        @Override
        public void account(Account account) {
            for (EncodedHash credential : account.credentials()) {
                if (earlier.size() == mostAccounts) {
                    if (!full) {
                        tooMany();
                    }
                    full = true;
                    return;
                }
                Key key = new Key(account.service(), account.userName(), credential);
                earlier.computeIfAbsent(
                        key,
                        k -> with(
                                account,
                                placed(account.store(), view),
                                new AccountState.Deleted(),
                                List.of(credential)));
            }
        }

        @Override
        public void diagnostic(Diagnostic diagnostic) {
            // bad lines of what is no longer shown help nobody
        }

        @Override
        public void covered(ServiceType service, String store) {
            // told of the state at the end
        }

        @Override
        public void incomplete(ServiceType service, String store, String reason) {
            sink.incomplete(service, named(store), "as it was before a later layer: " + reason);
        }
    }
}
