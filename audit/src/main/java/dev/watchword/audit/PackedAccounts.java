package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.LayerRef;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.audit.memory.Fingerprint;
import dev.watchword.audit.memory.Fingerprinter;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Accounts in the order in which they were added, each packed into some fifteen bytes beside its name and its stored passwords: an account
 * of its own, with all that hangs on it, would take ten times as much. What many have in common is kept once. {@link #get} makes an account
 * anew each time. Belongs to one thread while it is filled; then any thread may read.
 */
final class PackedAccounts extends AbstractList<Account> implements RandomAccess {

    /** Small enough for a store of a few accounts, and enough that a million take few arrays. */
    private static final int CHUNK_BYTES = 64 << 10;

    private static final int PAGE = 1024;

    /** What accounts of one store mostly have in common. */
    private record Frame(
            ServiceType service,
            String path,
            Optional<LayerRef> layer,
            AccountState state,
            Optional<LocalDate> lastChanged,
            Exposure exposure,
            boolean privileged)
            implements Comparable<Frame> {

        /** A store may choose paths and shells whose hashes are equal: a map then finds its way by this order, which need not tell all apart. */
        @Override
        public int compareTo(Frame other) {
            return Comparator.comparing(Frame::path)
                    .thenComparing(frame -> frame.state().toString())
                    .compare(this, other);
        }
    }

    private final List<Frame> frames = new ArrayList<>();
    private final Map<Frame, Integer> frameNumbers = new HashMap<>();
    private final List<SchemeId> schemes = new ArrayList<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private final PackedBytes scratch = new PackedBytes(256);

    /** How much of each chunk is filled. */
    private final Ints filled = new Ints(4);

    /** The chunk of each account in the upper half, the place in it in the lower; in pages, which are never copied to grow. */
    private final List<long[]> places = new ArrayList<>();

    private int size;
    private int lastFrame = -1;

    @Override
    public boolean add(Account account) {
        scratch.position(0);
        pack(account);
        if (size % PAGE == 0) {
            places.add(new long[PAGE]);
        }
        places.getLast()[size % PAGE] = store(scratch.position());
        size++;
        return true;
    }

    @Override
    public Account get(int index) {
        PackedBytes packed = at(index);
        Frame frame = frames.get(packed.number());
        int line = packed.number();
        String name = packed.text();
        int mark = packed.number();
        List<EncodedHash> credentials = credentials(packed, mark >>> 1);
        return new Account(
                frame.service(),
                name,
                new StoreRef(frame.path(), line, frame.layer()),
                frame.state(),
                credentials,
                frame.lastChanged(),
                (mark & 1) == 0 ? Owner.UNKNOWN : owner(packed),
                frame.exposure(),
                frame.privileged());
    }

    @Override
    public int size() {
        return size;
    }

    /** Whether any account has a password stored with the scheme. */
    boolean holds(SchemeId scheme) {
        return schemes.contains(scheme);
    }

    /** As the names of two accounts compare. */
    int compareNames(int index, int other) {
        PackedBytes one = at(index);
        PackedBytes two = at(other);
        for (PackedBytes packed : List.of(one, two)) {
            packed.number();
            packed.number();
        }
        return one.compareText(two);
    }

    /** As {@link StoreRef#toString} of two accounts' places compare. */
    int compareStores(int index, int other) {
        PackedBytes one = at(index);
        PackedBytes two = at(other);
        String path = frames.get(one.number()).path();
        String otherPath = frames.get(two.number()).path();
        int line = one.number();
        int otherLine = two.number();
        if (line > 0 && otherLine > 0 && path.equals(otherPath)) {
            return Integer.toString(line).compareTo(Integer.toString(otherLine));
        }
        return new StoreRef(path, line).toString().compareTo(new StoreRef(otherPath, otherLine).toString());
    }

    /** A keyed digest of every account in its order: equal when nothing at all is different. */
    Fingerprint digest(Fingerprinter fingerprinter) {
        PackedBytes common = new PackedBytes(1024);
        frames.forEach(frame -> pack(frame, common));
        schemes.forEach(scheme -> common.text(scheme.name()));
        common.number(size);
        Fingerprinter.Parts parts = fingerprinter.begin("accounts");
        parts.add(common.bytes(), 0, common.position());
        for (int i = 0; i < chunks.size(); i++) {
            parts.add(chunks.get(i), 0, filled.get(i));
        }
        return parts.end();
    }

    private void pack(Account account) {
        Frame frame = new Frame(
                account.service(),
                account.store().path(),
                account.store().layer(),
                account.state(),
                account.lastChanged(),
                account.exposure(),
                account.privileged());
        if (lastFrame < 0 || !frames.get(lastFrame).equals(frame)) {
            lastFrame = frameNumbers.computeIfAbsent(frame, f -> {
                frames.add(f);
                return frames.size() - 1;
            });
        }
        scratch.number(lastFrame);
        scratch.number(account.store().line());
        scratch.text(account.userName());
        boolean owned = !account.owner().equals(Owner.UNKNOWN);
        scratch.number(account.credentials().size() << 1 | (owned ? 1 : 0));
        for (EncodedHash credential : account.credentials()) {
            scratch.number(schemeNumber(credential.scheme()));
            scratch.text(credential.variant());
            scratch.block(credential.text());
        }
        if (owned) {
            scratch.text(account.owner().fullName());
            scratch.text(account.owner().home());
            scratch.text(account.owner().shell());
            scratch.number(account.owner().uid());
        }
    }

    private int schemeNumber(SchemeId scheme) {
        int known = schemes.indexOf(scheme);
        if (known >= 0) {
            return known;
        }
        schemes.add(scheme);
        return schemes.size() - 1;
    }

    private long store(int length) {
        int last = chunks.size() - 1;
        if (last < 0 || chunks.get(last).length - filled.get(last) < length) {
            last++;
            chunks.add(new byte[Math.max(length, CHUNK_BYTES)]);
            filled.add(0);
        }
        int start = filled.get(last);
        System.arraycopy(scratch.bytes(), 0, chunks.get(last), start, length);
        filled.set(last, start + length);
        return (long) last << 32 | start;
    }

    private PackedBytes at(int index) {
        long place = places.get(Objects.checkIndex(index, size) / PAGE)[index % PAGE];
        return new PackedBytes(chunks.get((int) (place >>> 32)), (int) place);
    }

    private List<EncodedHash> credentials(PackedBytes packed, int count) {
        if (count == 1) {
            return List.of(credential(packed));
        }
        List<EncodedHash> credentials = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            credentials.add(credential(packed));
        }
        return credentials;
    }

    private EncodedHash credential(PackedBytes packed) {
        return new EncodedHash(schemes.get(packed.number()), packed.text(), packed.block());
    }

    private static Owner owner(PackedBytes packed) {
        return new Owner(packed.text(), packed.text(), packed.text(), packed.number());
    }

    private static void pack(Frame frame, PackedBytes into) {
        into.text(frame.service().wireName());
        into.text(frame.path());
        into.number(frame.layer().isPresent() ? 1 : 0);
        frame.layer().ifPresent(layer -> {
            into.text(layer.image());
            into.text(layer.digest());
            into.text(layer.createdBy());
        });
        into.text(frame.state().wireName());
        into.text(detail(frame.state()));
        into.text(frame.lastChanged().map(LocalDate::toString).orElse(""));
        into.text(frame.exposure().name());
        into.number(frame.privileged() ? 1 : 0);
    }

    private static String detail(AccountState state) {
        return switch (state) {
            case AccountState.Locked locked -> String.valueOf(locked.hashBehind());
            case AccountState.Expired expired -> expired.since().toString();
            case AccountState.NoLoginShell refused -> refused.shell();
            case AccountState.External external -> external.by();
            case AccountState.Unsupported unsupported -> unsupported.reason();
            case AccountState.Usable any -> "";
            case AccountState.Passwordless any -> "";
            case AccountState.Disabled any -> "";
            case AccountState.Deleted any -> "";
        };
    }
}
