package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.account.ServiceType;
import dev.watchword.audit.memory.Fingerprinter;
import dev.watchword.audit.memory.Memory;
import dev.watchword.audit.memory.Progress;
import dev.watchword.candidate.CandidatePlan;
import dev.watchword.candidate.Candidates;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Hints;
import dev.watchword.candidate.Origin;
import dev.watchword.candidate.PlanPosition;
import dev.watchword.candidate.RankedWord;
import dev.watchword.candidate.Wordlist;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The ranked plans of accounts: the built-in list merged with the words made from what is known of each account. Plans
 * are made when they are needed and kept for the accounts at hand only. Guarded by the schedule's lock.
 */
final class Plans {

    /** A plan with the account's own words that went into it. */
    private record Made(CandidatePlan plan, List<RankedWord> derived) {}

    private static final int KEPT = 4096;

    /** Of the process's memory, plans at hand take an eighth at the most; a word of one takes about so many bytes. */
    private static final long KEPT_WORDS = Runtime.getRuntime().maxMemory() / 8 / 160;

    private static final int DERIVED_TOGETHER = 200_000;

    private final Wordlist wordlist;
    private final Derivation derivation;
    private final int year;
    private final boolean enabled;
    private final String host;
    private final List<String> organisation;
    private final Memory memory;
    private final Fingerprinter fingerprinter;
    private final long listId;
    private final Map<Walk, Made> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Walk, Integer> sizes = new HashMap<>();
    private long keptWords;
    private final Map<Integer, RedundantWords> redundant = new HashMap<>();

    Plans(
            Wordlist wordlist,
            Derivation derivation,
            int year,
            boolean enabled,
            String host,
            List<String> organisation,
            Memory memory) {
        this.wordlist = wordlist;
        this.derivation = derivation;
        this.year = year;
        this.enabled = enabled;
        this.host = host;
        this.organisation = organisation;
        this.memory = memory;
        this.fingerprinter = memory.fingerprinter();
        this.listId = fingerprinter
                .of("list", wordlist.version().getBytes(StandardCharsets.UTF_8))
                .high();
    }

    /** Whether accounts are tried with the plan at all, or with the operator's words alone. */
    boolean enabled() {
        return enabled;
    }

    Wordlist wordlist() {
        return wordlist;
    }

    long listId() {
        return listId;
    }

    /** The plan of a walk, made anew when it is not at hand. */
    CandidatePlan of(Walk walk) {
        return made(walk).plan();
    }

    /** The place of a word among those made from the walk's accounts, or -1. */
    int derivedPlace(Walk walk, byte[] word) {
        List<RankedWord> derived = made(walk).derived();
        return IntStream.range(0, derived.size())
                .filter(place -> Arrays.equals(derived.get(place).word(), word))
                .findFirst()
                .orElse(-1);
    }

    /** How many words the walk's plan holds; not more exact than the built-in list for a walk never begun. */
    int planned(Walk walk) {
        return sizes.getOrDefault(walk, wordlist.size());
    }

    private Made made(Walk walk) {
        Made at = kept.get(walk);
        if (at != null) {
            return at;
        }
        List<RankedWord> derived = derived(walk.group().subjects(), wordsEach(walk.group()));
        Made made = new Made(new CandidatePlan(wordlist, derived), derived);
        sizes.put(walk, made.plan().planned());
        makeRoom(derived.size());
        kept.put(walk, made);
        keptWords += derived.size();
        return made;
    }

    /** Drops the plans that were not needed for longest; one is always kept. */
    private void makeRoom(int words) {
        Iterator<Made> eldest = kept.values().iterator();
        while (eldest.hasNext() && (kept.size() >= KEPT || keptWords + words > KEPT_WORDS)) {
            keptWords -= eldest.next().derived().size();
            eldest.remove();
        }
    }

    /**
     * How many derived words each account of a salt group gets: all of them, unless very many accounts share the salt,
     * when only the likeliest of each are worth the memory. A power of two, so that it changes seldom.
     */
    static int wordsEach(SaltGroup group) {
        int share = Integer.highestOneBit(
                Math.max(1, DERIVED_TOGETHER / group.subjects().size()));
        return share >= 4096 ? Integer.MAX_VALUE : share;
    }

    /** Changes with anything that the derived words of these accounts follow from. */
    long derivationId(List<Subject> subjects, int wordsEach) {
        Fingerprinter.Parts parts = fingerprinter.begin("derivation");
        parts.add(derivation.version() + " " + year + " " + wordsEach);
        organisation.forEach(parts::add);
        for (Subject subject : inOneOrder(subjects)) {
            Hints hints = hints(subject.account());
            parts.add(hints.userName());
            parts.add(hints.fullName());
            parts.add(hints.home());
            parts.add(hints.host());
            parts.add(String.join(" ", hints.products()));
        }
        return parts.end().high();
    }

    /** The same at each scan, in whatever order the stores tell them. */
    private List<Subject> inOneOrder(List<Subject> subjects) {
        if (subjects.size() == 1) {
            return subjects;
        }
        List<Subject> ordered = new ArrayList<>(subjects);
        ordered.sort(Comparator.comparing((Subject subject) -> memory.fingerprint(subject.place())));
        return ordered;
    }

    /** Whether every one of these subjects has its whole plan behind it. */
    boolean complete(List<Subject> subjects, int wordsEach) {
        return subjects.stream().allMatch(subject -> {
            Progress progress = subject.progress();
            return progress.listId() == listId
                    && progress.builtIn() >= wordlist.size()
                    && progress.derived() == Progress.ALL
                    && progress.derivationId() == derivationId(List.of(subject), wordsEach);
        });
    }

    /** Where a walk begins: behind what all who are active in it have been tried with. */
    Progress start(Walk walk, long derivationId) {
        boolean sameList = true;
        boolean sameWords = true;
        int builtIn = Integer.MAX_VALUE;
        int derived = Integer.MAX_VALUE;
        int tried = Integer.MAX_VALUE;
        for (Subject subject : walk.active()) {
            Progress reached = subject.progress();
            sameList &= reached.listId() == listId;
            sameWords &= reached.derivationId() == derivationId;
            builtIn = Math.min(builtIn, reached.builtIn());
            derived = Math.min(derived, reached.derived());
            tried = Math.min(tried, reached.tried());
        }
        builtIn = sameList ? builtIn : 0;
        derived = sameWords ? derived : 0;
        tried = sameList && sameWords ? tried : passed(walk, builtIn, derived);
        return new Progress(new BitSet(), listId, builtIn, derivationId, derived, tried);
    }

    /** Words of the walk's plan behind a position that it did not reach by itself. */
    private int passed(Walk walk, int builtIn, int derived) {
        return builtIn == 0 && derived == 0 ? 0 : of(walk).passed(new PlanPosition(builtIn, derived));
    }

    /** Whether an earlier built-in word agrees with this one in all bytes that count. */
    boolean redundant(byte[] word, int significantBytes) {
        return word.length > significantBytes
                && redundant
                        .computeIfAbsent(significantBytes, n -> RedundantWords.of(wordlist, n))
                        .contains(word);
    }

    /** What the built-in list says of a word, or else the given origin. */
    Origin originOf(byte[] word, Origin otherwise) {
        int index = wordlist.indexOf(word);
        return index < 0 ? otherwise : wordlist.origin(index);
    }

    private List<RankedWord> derived(List<Subject> subjects, int wordsEach) {
        if (subjects.size() == 1) {
            return derivation.derive(hints(subjects.getFirst().account()), year);
        }
        Map<Word, RankedWord> merged = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            List<RankedWord> words = derivation.derive(hints(subject.account()), year);
            for (RankedWord word : words.subList(0, Math.min(wordsEach, words.size()))) {
                merged.merge(new Word(word.word()), word, (a, b) -> a.rank() <= b.rank() ? a : b);
            }
        }
        return merged.values().stream()
                .sorted(Comparator.comparingInt(RankedWord::rank))
                .toList();
    }

    private Hints hints(Account account) {
        String home = account.owner().home();
        return new Hints(
                cut(account.loginName()),
                cut(account.owner().fullName()),
                cut(home.substring(home.lastIndexOf('/') + 1)),
                cut(host),
                organisation,
                account.service() == ServiceType.SYSTEM || account.service() == ServiceType.OTHER
                        ? List.of()
                        : List.of(account.service().wireName()));
    }

    private static String cut(String text) {
        return text.length() <= Candidates.MAX_BYTES ? text : text.substring(0, Candidates.MAX_BYTES);
    }
}
