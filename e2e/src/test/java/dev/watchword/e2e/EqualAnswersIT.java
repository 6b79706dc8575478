package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.database.Dialect;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is done to a server on SQLite and to one on PostgreSQL, they answer alike. */
class EqualAnswersIT {

    @Test
    void aShortStory() {
        sameAnswers(20261121, 400);
    }

    @Test
    @Tag("long")
    void aLongStory() {
        long seed = System.nanoTime();
        sameAnswers(seed, 10_000);
    }

    private static void sameAnswers(long seed, int steps) {
        RandomSteps story = new RandomSteps(seed);
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (Side sqlite = Side.on(Dialect.SQLITE);
                Side postgres = Side.on(Dialect.POSTGRESQL)) {
            for (Step step : story.beginning()) {
                assertEquals(sqlite.perform(step), postgres.perform(step), step::toString);
            }
            for (int i = 0; i < steps; i++) {
                int number = i;
                Step step = story.next();
                String answer = sqlite.perform(step);
                assertEquals(answer, postgres.perform(step), () -> "seed " + seed + ", step " + number + ": " + step);
                if (step instanceof Step.Call) {
                    statuses.merge(Integer.parseInt(answer.substring(0, 3)), 1, Integer::sum);
                }
            }
        }
        // A story of refusals alone would prove nothing.
        int good = statuses.entrySet().stream()
                .filter(count -> count.getKey() < 300)
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertTrue(good > steps / 4, "seed " + seed + ": " + statuses);
        assertTrue(statuses.keySet().stream().noneMatch(status -> status >= 500 || status == 429), statuses.toString());
    }
}
