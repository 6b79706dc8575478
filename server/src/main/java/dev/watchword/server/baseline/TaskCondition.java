package dev.watchword.server.baseline;

import dev.watchword.server.http.Field;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import dev.watchword.server.scans.Schedule;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;

/**
 * A schedule as the vendor writes it.
 *
 * @param type {@code fixed_weekday}
 * @param dayOfWeek names of days in capitals; none means every day
 * @param hour in the host's own time zone
 * @param minute of that hour
 * @param randomOffset seconds
 */
record TaskCondition(String type, List<String> dayOfWeek, int hour, int minute, int randomOffset) {

    private static final String TYPE = "fixed_weekday";

    /** Its form. */
    static final Shape.Members SHAPE = Shape.members(
            Field.optional("type", Shape.word(TYPE)).or(TYPE),
            Field.optional(
                    "day_of_week",
                    Shape.items(
                            0,
                            7,
                            Shape.word(Arrays.stream(DayOfWeek.values())
                                    .map(DayOfWeek::name)
                                    .toArray(String[]::new)))),
            Field.optional("hour", Shape.whole(0, 23)).or(Schedule.DEFAULT.hour()),
            Field.optional("minute", Shape.whole(0, 59)).or(Schedule.DEFAULT.minute()),
            Field.optional("random_offset", Shape.whole(0, 7_200)).or(Schedule.DEFAULT.randomOffset()));

    static TaskCondition of(Schedule schedule) {
        return new TaskCondition(
                TYPE,
                schedule.days().stream().map(DayOfWeek::name).toList(),
                schedule.hour(),
                schedule.minute(),
                schedule.randomOffset());
    }

    static Schedule schedule(Values given) {
        return new Schedule(
                given.texts("day_of_week").stream().map(DayOfWeek::valueOf).toList(),
                given.whole("hour"),
                given.whole("minute"),
                given.whole("random_offset"));
    }
}
