package dev.watchword.audit.memory;

import java.util.BitSet;

/**
 * How far the candidates of one account were tried.
 *
 * @param words numbers (in the memory's {@link WordLedger}) of the words tried outside the ranked plan: custom and shared
 *     words and the empty password; shared between accounts, never changed
 * @param listId which built-in list {@code builtIn} counts in
 * @param builtIn words of the built-in list behind us
 * @param derivationId which derived words {@code derived} counts in
 * @param derived derived words behind us
 * @param tried distinct words of the plan behind us
 */
public record Progress(BitSet words, long listId, int builtIn, long derivationId, int derived, int tried) {

    /** In {@code derived}: all of them, however many there are. */
    public static final int ALL = Integer.MAX_VALUE;

    /** Nothing tried. */
    public static final Progress NONE = new Progress(new BitSet(), 0, 0, 0, 0, 0);

    /** The same place in the plan, other words tried outside it. */
    public Progress with(BitSet tried) {
        return new Progress(tried, listId, builtIn, derivationId, derived, this.tried);
    }
}
