package dev.watchword.audit;

import java.util.Arrays;

/** Numbers in a row, four bytes each. Grows only. */
final class Ints {

    private final int expected;
    private int[] numbers;
    private int size;

    Ints(int room) {
        this(room, Integer.MAX_VALUE);
    }

    /** @param expected the most that are likely to come */
    Ints(int room, int expected) {
        this.numbers = new int[room];
        this.expected = expected;
    }

    /** The room that is made when {@code size} of some {@code expected} things have filled what there was. */
    static int grown(int size, int expected) {
        int more = Math.max(4, size >> 1);
        return size < expected ? (int) Math.min((long) size + Math.max(more, size), expected) : size + more;
    }

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, grown(size, expected));
        }
        numbers[size++] = number;
    }

    int get(int place) {
        return numbers[place];
    }

    void set(int place, int number) {
        numbers[place] = number;
    }

    int size() {
        return size;
    }
}
