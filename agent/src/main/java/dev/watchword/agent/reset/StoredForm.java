package dev.watchword.agent.reset;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Verifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells whether a stored password is the one that was set. */
public final class StoredForm {

    private static final double MOST_NANOS = 30e9;

    private StoredForm() {}

    /**
     * Whether it is; unknown when the scheme is none of this build's, the text cannot be read, or half a minute would not do.
     *
     * @param password stays the caller's, who wipes it
     */
    public static Held isOf(EncodedHash hash, byte[] password) {
        Optional<HashScheme> scheme = HashSchemes.byId(hash.scheme());
        if (scheme.isEmpty()
                || !(scheme.get().parse(hash) instanceof Parsed.Readable readable)
                || readable.hash().cost().nanos() > MOST_NANOS) {
            return Held.UNKNOWN;
        }
        return Held.of(Verifier.matches(scheme.get(), readable.hash(), password));
    }

    /** Whether one of them is; of none at all it is no. */
    public static Held isOneOf(List<EncodedHash> hashes, byte[] password) {
        Set<Held> each = hashes.stream().map(hash -> isOf(hash, password)).collect(Collectors.toSet());
        if (each.contains(Held.YES)) {
            return Held.YES;
        }
        return each.contains(Held.UNKNOWN) ? Held.UNKNOWN : Held.NO;
    }
}
