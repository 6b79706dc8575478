package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.audit.memory.Fingerprinter;
import dev.watchword.audit.memory.Memory;
import dev.watchword.audit.memory.Progress;
import dev.watchword.audit.memory.Remembered;
import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns accounts into subjects: parses each stored password, refuses what costs too much before anything is computed,
 * recalls what is remembered, and gathers subjects by salt.
 */
final class Preparation {

    /** Plain passwords are data of the machine itself: they are compared and tried, never "cracked". */
    static final SchemeId PLAIN = new SchemeId("plain");

    private record ClassKey(SchemeId scheme, Settings settings) {}

    private final CostLimit limit;
    private final Memory memory;
    private final Fingerprinter fingerprinter;
    private final Rows rows;
    private final List<Incomplete> incomplete = new ArrayList<>();
    private final Map<ClassKey, CostClass> classes = new HashMap<>();
    private final Map<BitSet, Integer> wordCounts = new IdentityHashMap<>();
    private final Map<SaltGroup.Key, SaltGroup> groups = new LinkedHashMap<>();
    private @Nullable SaltGroup lastGroup;
    private Progress lastProgress = Progress.NONE;
    private Coverage lastBefore = Coverage.NOTHING;

    /** @param accounts all that is prepared, in the order of the report */
    Preparation(CostLimit limit, Memory memory, PackedAccounts accounts) {
        this.limit = limit;
        this.memory = memory;
        this.fingerprinter = memory.fingerprinter();
        this.rows = new Rows(accounts);
        memory.expect(accounts.size());
        for (int i = 0; i < accounts.size(); i++) {
            add(i, accounts.get(i));
        }
        groups.values().forEach(SaltGroup::complete);
    }

    private void add(int number, Account account) {
        if (account.credentials().isEmpty()) {
            rows.add(number, "", noteFor(account.state()));
            return;
        }
        for (EncodedHash credential : account.credentials()) {
            add(number, account, credential);
        }
    }

    Rows rows() {
        return rows;
    }

    List<Incomplete> incomplete() {
        return incomplete;
    }

    Collection<SaltGroup> groups() {
        return groups.values();
    }

    private void add(int number, Account account, EncodedHash credential) {
        Optional<HashScheme> scheme = HashSchemes.byId(credential.scheme());
        if (scheme.isEmpty()) {
            rows.add(number, credential.scheme().name(), "unsupported_scheme");
            return;
        }
        switch (scheme.get().parse(credential)) {
            case Parsed.Malformed malformed ->
                rows.add(number, credential.scheme().name(), "malformed: " + malformed.reason());
            case Parsed.Readable readable -> add(number, account, credential, scheme.get(), readable.hash());
        }
    }

    private void add(int number, Account account, EncodedHash credential, HashScheme scheme, StoredHash hash) {
        if (!limit.allows(hash.cost())) {
            String reason = "cost_exceeds_limit: " + account.userName() + ", " + scheme.id() + ", "
                    + described(hash.cost()) + " a guess";
            incomplete.add(new Incomplete(account.store().path(), reason));
            rows.add(number, scheme.id().name(), "cost_exceeds_limit");
            return;
        }
        group(scheme, hash).add(subject(number, account, credential, scheme), hash.digest());
    }

    /** Without a salt, or in a run of equal ones, it is the last one's. */
    private SaltGroup group(HashScheme scheme, StoredHash hash) {
        SaltGroup last = lastGroup;
        if (last != null
                && last.costClass().scheme() == scheme
                && last.costClass().settings().equals(hash.settings())
                && Arrays.equals(last.salt(), hash.salt())) {
            return last;
        }
        CostClass costClass = classes.computeIfAbsent(
                new ClassKey(scheme.id(), hash.settings()), k -> new CostClass(scheme, hash.settings(), hash.cost()));
        SaltGroup group = groups.computeIfAbsent(
                new SaltGroup.Key(costClass, new Word(hash.salt())), k -> new SaltGroup(costClass, hash.salt(), rows));
        lastGroup = group;
        return group;
    }

    private Subject subject(int number, Account account, EncodedHash credential, HashScheme scheme) {
        if (memory.forgets()) {
            return rows.add(number, scheme, Memory.NOWHERE, Remembered.NOTHING, Coverage.NOTHING);
        }
        int place = memory.place(
                fingerprinter,
                credential.scheme().name().getBytes(StandardCharsets.UTF_8),
                credential.variant().getBytes(StandardCharsets.UTF_8),
                credential.text(),
                account.service().wireName().getBytes(StandardCharsets.UTF_8),
                account.userName().getBytes(StandardCharsets.UTF_8));
        Remembered known = memory.get(place);
        return rows.add(number, scheme, place, known, before(known.progress()));
    }

    /** Words that earlier scans tried: for a password that is matched already, all there will be. */
    Coverage before(Progress progress) {
        if (progress != lastProgress) {
            int tried = progress.tried() + wordCounts.computeIfAbsent(progress.words(), BitSet::cardinality);
            lastProgress = progress;
            lastBefore = new Coverage(tried, tried);
        }
        return lastBefore;
    }

    private static String described(Cost cost) {
        return String.format(Locale.ROOT, "about %.3g s and %d MiB", cost.nanos() / 1e9, cost.memoryBytes() >> 20);
    }

    private static String noteFor(AccountState state) {
        return switch (state) {
            case AccountState.Unsupported unsupported -> unsupported.reason();
            case AccountState.External external -> "decided by " + external.by();
            case AccountState.Deleted any -> "nothing stored";
            case AccountState.Disabled any -> "no password can match";
            case AccountState.Locked locked ->
                locked.hashBehind() ? "unsupported_scheme: behind the lock" : "locked, no hash behind the lock";
            case AccountState.Passwordless any -> "no password is needed";
            case AccountState.Usable any -> "nothing stored";
            case AccountState.Expired any -> "nothing stored";
            case AccountState.NoLoginShell any -> "nothing stored";
        };
    }
}
