package dev.watchword.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.hash.Cost;
import dev.watchword.hash.bcrypt.BcryptKeyReading;
import dev.watchword.hash.bcrypt.BcryptScheme;
import dev.watchword.hash.bcrypt.BcryptSettings;
import org.junit.jupiter.api.Test;

class CostClassTest {

    @Test
    void batchesTakeTwentyMilliseconds() {
        assertEquals(20, costing(1e6).batchPairs());
        assertEquals(1, costing(5e9).batchPairs());
        assertEquals(2_048, costing(1).batchPairs());
    }

    @Test
    void batchesFillTheLanesOfTheKernel() {
        CostClass costs = costing(1e6);
        costs.lanes(16);
        assertEquals(16, costs.batchPairs());
        costs.lanes(8);
        assertEquals(16, costs.batchPairs());
        costs.lanes(1);
        assertEquals(20, costs.batchPairs());
    }

    /** Two guesses of 15 ms in a kernel for two, where one would be a batch otherwise. */
    @Test
    void dearGuessesFillTheLanesAsWell() {
        CostClass costs = costing(15e6);
        costs.lanes(2);
        assertEquals(2, costs.batchPairs());
    }

    /** Nobody who wants to stop is to wait for a minute. */
    @Test
    void theDearestGuessesStayAlone() {
        CostClass costs = costing(1e9);
        costs.lanes(5);
        assertEquals(1, costs.batchPairs());
    }

    private static CostClass costing(double nanos) {
        return new CostClass(new BcryptScheme(), new BcryptSettings(BcryptKeyReading.GUARDED, 4), new Cost(nanos, 0));
    }
}
