package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.audit.memory.Fingerprint;
import dev.watchword.audit.memory.KnownMatch;
import dev.watchword.audit.memory.Progress;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.StoredHash;
import java.util.Optional;

/** One stored password under test, and how far the test has come. Guarded by the schedule's lock once the walk begins. */
final class Subject {

    private final Account account;
    private final EncodedHash encoded;
    private final StoredHash hash;
    private final Fingerprint fingerprint;

    private Progress progress;
    private Optional<KnownMatch> match;
    private Coverage coverage;

    /** @param triedBefore words that earlier scans tried: for a password that is matched already, all there will be */
    Subject(
            Account account,
            EncodedHash encoded,
            StoredHash hash,
            Fingerprint fingerprint,
            Progress progress,
            Optional<KnownMatch> match,
            int triedBefore) {
        this.account = account;
        this.encoded = encoded;
        this.hash = hash;
        this.fingerprint = fingerprint;
        this.progress = progress;
        this.match = match;
        this.coverage = new Coverage(triedBefore, triedBefore);
    }

    Account account() {
        return account;
    }

    EncodedHash encoded() {
        return encoded;
    }

    StoredHash hash() {
        return hash;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    Progress progress() {
        return progress;
    }

    void progress(Progress reached) {
        progress = reached;
    }

    Optional<KnownMatch> match() {
        return match;
    }

    void match(KnownMatch found) {
        match = Optional.of(found);
    }

    boolean matched() {
        return match.isPresent();
    }

    Coverage coverage() {
        return coverage;
    }

    void coverage(Coverage reached) {
        coverage = reached;
    }
}
