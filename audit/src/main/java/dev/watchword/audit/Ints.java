package dev.watchword.audit;

import java.util.Arrays;

/** Numbers in a row, four bytes each. Grows only. */
final class Ints {

    private int[] numbers;
    private int size;

    Ints(int room) {
        this.numbers = new int[room];
    }

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 2) + 4);
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

    /** Exchanges its numbers for as many others. */
    void become(int[] others) {
        numbers = others;
    }
}
