package dev.watchword.candidate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the words of one account: each once, with the best of its ranks, and no more than the limit. */
final class DerivedWords {

    private record Place(int rank, Origin origin) {}

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final int limit;

    DerivedWords(int limit) {
        this.limit = limit;
    }

    void add(String word, int rank, Origin origin) {
        Place before = places.get(word);
        if (before != null) {
            if (rank < before.rank) {
                places.put(word, new Place(rank, origin));
            }
            return;
        }
        if (places.size() < limit && !word.isEmpty()) {
            places.put(word, new Place(rank, origin));
        }
    }

    /** By rank; of equal rank in the order of addition. */
    List<RankedWord> ranked() {
        List<RankedWord> words = new ArrayList<>(places.size());
        places.forEach((word, place) -> {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            if (bytes.length <= Candidates.MAX_BYTES) {
                words.add(new RankedWord(bytes, place.rank, place.origin));
            }
        });
        words.sort(Comparator.comparingInt(RankedWord::rank));
        return words;
    }
}
