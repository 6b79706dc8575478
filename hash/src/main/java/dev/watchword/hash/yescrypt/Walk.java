package dev.watchword.hash.yescrypt;

/**
 * A stretch of steps over the slots of memory. Each step adds an earlier slot, chosen by the present one, and mixes the sum.
 * All places are in longs.
 *
 * @param slotLongs length of a slot
 * @param base where the walker's share of the memory begins
 * @param zeros a slot of zeros, added where there is nothing to add
 * @param from the slot whose content is mixed first
 * @param advance how far the result goes: one slot when memory is filled, 0 when it is mixed in place
 * @param span how many slots of the share the first step may choose from; when filling, each step has one more
 * @param rewrites whether the sum replaces the slot that was added
 */
public record Walk(int slotLongs, int base, int zeros, int from, int advance, int span, boolean rewrites, int steps) {

    /** Where the slot to add at a step begins, chosen by the present slot's {@code choice}. */
    public int added(int step, int choice) {
        int slots = advance == 0 ? span : span + step;
        if (slots < 2) {
            return zeros;
        }
        int newest = Integer.highestOneBit(slots);
        return base + ((choice & newest - 1) + slots - newest) * slotLongs;
    }
}
