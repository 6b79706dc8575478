package dev.watchword.hashvector;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The last four S-boxes of DES (FIPS 46-3) as circuits of gates, on as many blocks as a vector has bits.
 *
 * <p>The circuits come from the tables: each output was split by one input after another, as one smaller
 * function and its difference to the other, in the order and in the way of each step that left the fewest different
 * ones, until functions of three inputs were left. A processor with 512 bits computes any gate of three inputs at once, and
 * the compiler draws the calls of one line together into it.
 *
 * <p>That works within a line only, and it would rather join what it should not. So a value changes the type of its lanes from
 * line to line, which costs nothing and keeps the compiler from looking further: inputs are added as shorts, gates are by turns
 * of longs and of ints.
 *
 * <p>All places are in longs. A method reads six bits of one half, chosen by {@code expansion}, adds the key's bits that the
 * {@code schedule} names from {@code round} on, and adds its four results to the other half where permutation P brings them.
 */
final class LastDesBoxLanes {

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private LastDesBoxLanes() {}

    /** S5. */
    static void s5(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        ShortVector i0 = LongVector.fromArray(SPECIES, half, expansion[24])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 24])
                                .reinterpretAsShorts());
        LongVector x0 = i0.reinterpretAsLongs();
        ShortVector i1 = LongVector.fromArray(SPECIES, half, expansion[25])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 25])
                                .reinterpretAsShorts());
        LongVector x1 = i1.reinterpretAsLongs();
        ShortVector i2 = LongVector.fromArray(SPECIES, half, expansion[26])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 26])
                                .reinterpretAsShorts());
        LongVector x2 = i2.reinterpretAsLongs();
        IntVector y2 = i2.reinterpretAsInts();
        ShortVector i3 = LongVector.fromArray(SPECIES, half, expansion[27])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 27])
                                .reinterpretAsShorts());
        LongVector x3 = i3.reinterpretAsLongs();
        ShortVector i4 = LongVector.fromArray(SPECIES, half, expansion[28])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 28])
                                .reinterpretAsShorts());
        IntVector y4 = i4.reinterpretAsInts();
        ShortVector i5 = LongVector.fromArray(SPECIES, half, expansion[29])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 29])
                                .reinterpretAsShorts());
        IntVector y5 = i5.reinterpretAsInts();
        LongVector n0 = x0.not();
        LongVector n2 = x2.not();
        LongVector n3 = x3.not();
        IntVector t1 = n3.and(x0.lanewise(VectorOperators.XOR, x2)).reinterpretAsInts();
        IntVector t2 = x3.lanewise(VectorOperators.XOR, x0).and(x0.or(x2)).reinterpretAsInts();
        IntVector t3 = n3.and(x0.or(x2)).reinterpretAsInts();
        IntVector t4 = x3.and(x0.and(n2)).reinterpretAsInts();
        IntVector t5 = x2.lanewise(VectorOperators.XOR, x0.and(n3)).reinterpretAsInts();
        IntVector t6 = x2.and(n3).reinterpretAsInts();
        IntVector t7 = x0.or(x2.and(n3)).reinterpretAsInts();
        IntVector t8 = x0.or(x2).lanewise(VectorOperators.XOR, x2.and(n3)).reinterpretAsInts();
        IntVector t9 = x3.lanewise(VectorOperators.XOR, x0.lanewise(VectorOperators.XOR, n2))
                .reinterpretAsInts();
        IntVector t10 = x3.lanewise(VectorOperators.XOR, x0.and(n2)).reinterpretAsInts();
        IntVector t11 = x3.or(x0.or(x2)).reinterpretAsInts();
        IntVector t12 = x2.and(n3).or(n3.lanewise(VectorOperators.XOR, n0)).reinterpretAsInts();
        IntVector t13 = x2.lanewise(VectorOperators.XOR, x0.or(n3)).reinterpretAsInts();
        IntVector t14 = x3.lanewise(VectorOperators.XOR, x0).and(x3.or(n2)).reinterpretAsInts();
        IntVector t15 = n3.and(x2.or(n0)).reinterpretAsInts();
        IntVector t16 = n3.and(n0.or(n2)).reinterpretAsInts();
        IntVector t17 = x3.and(x0).lanewise(VectorOperators.XOR, x0.or(n2)).reinterpretAsInts();
        LongVector t18 = t16.lanewise(VectorOperators.XOR, y5.and(t3)).reinterpretAsLongs();
        LongVector t19 = t14.lanewise(VectorOperators.XOR, t10)
                .lanewise(VectorOperators.XOR, y5.and(t10))
                .reinterpretAsLongs();
        LongVector t20 = t2.lanewise(VectorOperators.XOR, t7)
                .lanewise(VectorOperators.XOR, y5.and(t7))
                .reinterpretAsLongs();
        LongVector t21 = t13.lanewise(VectorOperators.XOR, y5.or(t10)).reinterpretAsLongs();
        LongVector t22 = t9.lanewise(VectorOperators.XOR, y5)
                .lanewise(VectorOperators.XOR, y5.and(t6))
                .reinterpretAsLongs();
        LongVector t23 = y2.lanewise(VectorOperators.XOR, t3)
                .lanewise(VectorOperators.XOR, y5.and(t3))
                .reinterpretAsLongs();
        LongVector t24 = t10.lanewise(VectorOperators.XOR, t2)
                .lanewise(VectorOperators.XOR, y5.and(t2))
                .reinterpretAsLongs();
        LongVector t25 = t16.lanewise(VectorOperators.XOR, y5.or(t8)).reinterpretAsLongs();
        LongVector t26 = y2.lanewise(VectorOperators.XOR, t12)
                .lanewise(VectorOperators.XOR, y5.and(t12))
                .reinterpretAsLongs();
        LongVector t27 = t4.lanewise(VectorOperators.XOR, y5.and(t1)).reinterpretAsLongs();
        LongVector t28 = y5.or(t11).reinterpretAsLongs();
        LongVector t29 = t9.lanewise(VectorOperators.XOR, t5)
                .lanewise(VectorOperators.XOR, y5.and(t5))
                .reinterpretAsLongs();
        LongVector t30 = t10.lanewise(VectorOperators.XOR, y5)
                .lanewise(VectorOperators.XOR, y5.and(t17))
                .reinterpretAsLongs();
        LongVector t31 = t9.lanewise(VectorOperators.XOR, y5.and(t17)).reinterpretAsLongs();
        LongVector t32 = t15.lanewise(VectorOperators.XOR, y5)
                .lanewise(VectorOperators.XOR, y5.and(t10))
                .reinterpretAsLongs();
        IntVector t33 = t23.lanewise(VectorOperators.XOR, t31)
                .lanewise(VectorOperators.XOR, x1.and(t31))
                .reinterpretAsInts();
        IntVector t34 = t20.lanewise(VectorOperators.XOR, x1)
                .lanewise(VectorOperators.XOR, x1.and(t32))
                .reinterpretAsInts();
        IntVector t35 = t25.lanewise(VectorOperators.XOR, x1)
                .lanewise(VectorOperators.XOR, x1.and(t29))
                .reinterpretAsInts();
        IntVector t36 = t24.lanewise(VectorOperators.XOR, t28)
                .lanewise(VectorOperators.XOR, x1.and(t28))
                .reinterpretAsInts();
        IntVector t37 = t30.lanewise(VectorOperators.XOR, x1.or(t19)).reinterpretAsInts();
        IntVector t38 = t26.lanewise(VectorOperators.XOR, t21)
                .lanewise(VectorOperators.XOR, x1.and(t21))
                .reinterpretAsInts();
        IntVector t39 = t22.lanewise(VectorOperators.XOR, x1)
                .lanewise(VectorOperators.XOR, x1.and(t18))
                .reinterpretAsInts();
        LongVector t40 = t34.lanewise(VectorOperators.XOR, y4)
                .lanewise(VectorOperators.XOR, y4.and(t38))
                .reinterpretAsLongs();
        LongVector t41 = t37.lanewise(VectorOperators.XOR, t35)
                .lanewise(VectorOperators.XOR, y4.and(t35))
                .reinterpretAsLongs();
        LongVector t42 = t36.lanewise(VectorOperators.XOR, t33)
                .lanewise(VectorOperators.XOR, y4.and(t33))
                .reinterpretAsLongs();
        LongVector t43 = t39.lanewise(VectorOperators.XOR, y4)
                .lanewise(VectorOperators.XOR, y4.and(t27.reinterpretAsInts()))
                .reinterpretAsLongs();
        LongVector.fromArray(SPECIES, other, 7 * WIDTH)
                .lanewise(VectorOperators.XOR, t41.not())
                .intoArray(other, 7 * WIDTH);
        LongVector.fromArray(SPECIES, other, 13 * WIDTH)
                .lanewise(VectorOperators.XOR, t43.not())
                .intoArray(other, 13 * WIDTH);
        LongVector.fromArray(SPECIES, other, 24 * WIDTH)
                .lanewise(VectorOperators.XOR, t42)
                .intoArray(other, 24 * WIDTH);
        LongVector.fromArray(SPECIES, other, 2 * WIDTH)
                .lanewise(VectorOperators.XOR, t40)
                .intoArray(other, 2 * WIDTH);
    }

    /** S6. */
    static void s6(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        ShortVector i0 = LongVector.fromArray(SPECIES, half, expansion[30])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 30])
                                .reinterpretAsShorts());
        LongVector x0 = i0.reinterpretAsLongs();
        IntVector y0 = i0.reinterpretAsInts();
        ShortVector i1 = LongVector.fromArray(SPECIES, half, expansion[31])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 31])
                                .reinterpretAsShorts());
        LongVector x1 = i1.reinterpretAsLongs();
        IntVector y1 = i1.reinterpretAsInts();
        ShortVector i2 = LongVector.fromArray(SPECIES, half, expansion[32])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 32])
                                .reinterpretAsShorts());
        IntVector y2 = i2.reinterpretAsInts();
        ShortVector i3 = LongVector.fromArray(SPECIES, half, expansion[33])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 33])
                                .reinterpretAsShorts());
        IntVector y3 = i3.reinterpretAsInts();
        ShortVector i4 = LongVector.fromArray(SPECIES, half, expansion[34])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 34])
                                .reinterpretAsShorts());
        LongVector x4 = i4.reinterpretAsLongs();
        ShortVector i5 = LongVector.fromArray(SPECIES, half, expansion[35])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 35])
                                .reinterpretAsShorts());
        LongVector x5 = i5.reinterpretAsLongs();
        IntVector y5 = i5.reinterpretAsInts();
        LongVector n0 = x0.not();
        LongVector n5 = x5.not();
        IntVector t1 = x5.or(x1.or(n0)).reinterpretAsInts();
        IntVector t2 = x5.lanewise(VectorOperators.XOR, x0)
                .and(x1.lanewise(VectorOperators.XOR, x0))
                .reinterpretAsInts();
        IntVector t3 = x1.and(n5).reinterpretAsInts();
        IntVector t4 = x5.and(x0).lanewise(VectorOperators.XOR, x1.or(x0)).reinterpretAsInts();
        IntVector t5 = n0.or(x5.and(x1)).reinterpretAsInts();
        IntVector t6 = x5.and(x1.and(n0)).reinterpretAsInts();
        IntVector t7 = x1.lanewise(VectorOperators.XOR, x0).and(x1.or(n5)).reinterpretAsInts();
        IntVector t8 = x5.lanewise(VectorOperators.XOR, x1.lanewise(VectorOperators.XOR, n0))
                .reinterpretAsInts();
        LongVector t9 = x5.lanewise(VectorOperators.XOR, x1);
        IntVector t10 = x5.or(t9).and(x0.lanewise(VectorOperators.XOR, t9)).reinterpretAsInts();
        IntVector t11 = n5.and(n0).reinterpretAsInts();
        IntVector t12 = x1.and(x0).lanewise(VectorOperators.XOR, x1.or(n5)).reinterpretAsInts();
        IntVector t13 = x5.and(x1.or(n0)).reinterpretAsInts();
        IntVector t14 = x0.and(x1.or(n5)).reinterpretAsInts();
        IntVector t15 = x0.or(x5.and(x1)).reinterpretAsInts();
        LongVector t16 = y1.lanewise(VectorOperators.XOR, y3.and(t6)).reinterpretAsLongs();
        LongVector t17 = t11.lanewise(VectorOperators.XOR, y3)
                .lanewise(VectorOperators.XOR, y3.and(t13))
                .reinterpretAsLongs();
        LongVector t18 = t14.lanewise(VectorOperators.XOR, y3.or(y5)).reinterpretAsLongs();
        LongVector t19 = y0.lanewise(VectorOperators.XOR, y3.and(t11)).reinterpretAsLongs();
        LongVector t20 = t8.lanewise(VectorOperators.XOR, y3)
                .lanewise(VectorOperators.XOR, y3.and(y1))
                .reinterpretAsLongs();
        LongVector t21 = t8.lanewise(VectorOperators.XOR, y3).reinterpretAsLongs();
        LongVector t22 = t12.lanewise(VectorOperators.XOR, t10)
                .lanewise(VectorOperators.XOR, y3.and(t10))
                .reinterpretAsLongs();
        LongVector t23 = t8.lanewise(VectorOperators.XOR, y3.or(t11)).reinterpretAsLongs();
        LongVector t24 = y3.and(t2).reinterpretAsLongs();
        LongVector t25 = t15.lanewise(VectorOperators.XOR, y3.or(t6)).reinterpretAsLongs();
        LongVector t26 = t1.lanewise(VectorOperators.XOR, y3.or(y0)).reinterpretAsLongs();
        LongVector t27 = y0.lanewise(VectorOperators.XOR, y3.and(t5)).reinterpretAsLongs();
        LongVector t28 = t15.lanewise(VectorOperators.XOR, t3)
                .lanewise(VectorOperators.XOR, y3.and(t3))
                .reinterpretAsLongs();
        IntVector t29 = t23.lanewise(VectorOperators.XOR, x4.or(t25)).reinterpretAsInts();
        IntVector t30 = t16.lanewise(VectorOperators.XOR, t18)
                .lanewise(VectorOperators.XOR, x4.and(t18))
                .reinterpretAsInts();
        IntVector t31 = t20.lanewise(VectorOperators.XOR, x4)
                .lanewise(VectorOperators.XOR, x4.and(t24))
                .reinterpretAsInts();
        IntVector t32 = t21.lanewise(VectorOperators.XOR, x4.and(t22)).reinterpretAsInts();
        IntVector t33 = t21.lanewise(VectorOperators.XOR, t17)
                .lanewise(VectorOperators.XOR, x4.and(t17))
                .reinterpretAsInts();
        IntVector t34 = t27.lanewise(VectorOperators.XOR, t26)
                .lanewise(VectorOperators.XOR, x4.and(t26))
                .reinterpretAsInts();
        IntVector t35 = t28.lanewise(VectorOperators.XOR, t19)
                .lanewise(VectorOperators.XOR, x4.and(t19))
                .reinterpretAsInts();
        IntVector t36 = t4.reinterpretAsLongs()
                .lanewise(VectorOperators.XOR, x4)
                .lanewise(VectorOperators.XOR, x4.and(t7.reinterpretAsLongs()))
                .reinterpretAsInts();
        LongVector t37 = t31.lanewise(VectorOperators.XOR, y2.and(t34)).reinterpretAsLongs();
        LongVector t38 = t32.lanewise(VectorOperators.XOR, t36)
                .lanewise(VectorOperators.XOR, y2.and(t36))
                .reinterpretAsLongs();
        LongVector t39 = t33.lanewise(VectorOperators.XOR, y2.and(t30)).reinterpretAsLongs();
        LongVector t40 = t29.lanewise(VectorOperators.XOR, y2.or(t35)).reinterpretAsLongs();
        LongVector.fromArray(SPECIES, other, 3 * WIDTH)
                .lanewise(VectorOperators.XOR, t39.not())
                .intoArray(other, 3 * WIDTH);
        LongVector.fromArray(SPECIES, other, 28 * WIDTH)
                .lanewise(VectorOperators.XOR, t37)
                .intoArray(other, 28 * WIDTH);
        LongVector.fromArray(SPECIES, other, 10 * WIDTH)
                .lanewise(VectorOperators.XOR, t38.not())
                .intoArray(other, 10 * WIDTH);
        LongVector.fromArray(SPECIES, other, 18 * WIDTH)
                .lanewise(VectorOperators.XOR, t40)
                .intoArray(other, 18 * WIDTH);
    }

    /** S7. */
    static void s7(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        ShortVector i0 = LongVector.fromArray(SPECIES, half, expansion[36])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 36])
                                .reinterpretAsShorts());
        IntVector y0 = i0.reinterpretAsInts();
        ShortVector i1 = LongVector.fromArray(SPECIES, half, expansion[37])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 37])
                                .reinterpretAsShorts());
        LongVector x1 = i1.reinterpretAsLongs();
        IntVector y1 = i1.reinterpretAsInts();
        ShortVector i2 = LongVector.fromArray(SPECIES, half, expansion[38])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 38])
                                .reinterpretAsShorts());
        IntVector y2 = i2.reinterpretAsInts();
        ShortVector i3 = LongVector.fromArray(SPECIES, half, expansion[39])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 39])
                                .reinterpretAsShorts());
        LongVector x3 = i3.reinterpretAsLongs();
        ShortVector i4 = LongVector.fromArray(SPECIES, half, expansion[40])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 40])
                                .reinterpretAsShorts());
        LongVector x4 = i4.reinterpretAsLongs();
        IntVector y4 = i4.reinterpretAsInts();
        ShortVector i5 = LongVector.fromArray(SPECIES, half, expansion[41])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 41])
                                .reinterpretAsShorts());
        LongVector x5 = i5.reinterpretAsLongs();
        LongVector n1 = x1.not();
        LongVector n4 = x4.not();
        IntVector t1 = x4.and(x3).lanewise(VectorOperators.XOR, x3.or(n1)).reinterpretAsInts();
        IntVector t2 = x1.lanewise(VectorOperators.XOR, x4.and(x3)).reinterpretAsInts();
        IntVector t3 = x3.and(x1.and(n4)).reinterpretAsInts();
        IntVector t4 = x3.and(x4.lanewise(VectorOperators.XOR, x1)).reinterpretAsInts();
        IntVector t5 = x1.or(x3.and(n4)).reinterpretAsInts();
        IntVector t6 = x3.and(x4.lanewise(VectorOperators.XOR, n1)).reinterpretAsInts();
        IntVector t7 = n4.or(x3.and(n1)).reinterpretAsInts();
        IntVector t8 = x4.lanewise(VectorOperators.XOR, x3.or(n1)).reinterpretAsInts();
        IntVector t9 = x1.lanewise(VectorOperators.XOR, x3.or(n4)).reinterpretAsInts();
        IntVector t10 = x3.lanewise(VectorOperators.XOR, x1).reinterpretAsInts();
        IntVector t11 = x3.and(x1.or(n4)).reinterpretAsInts();
        IntVector t12 = x4.lanewise(VectorOperators.XOR, x3)
                .and(x3.lanewise(VectorOperators.XOR, x1))
                .reinterpretAsInts();
        IntVector t13 = x1.lanewise(VectorOperators.XOR, x3.and(n4)).reinterpretAsInts();
        IntVector t14 = x4.and(n1).reinterpretAsInts();
        IntVector t15 = x4.lanewise(VectorOperators.XOR, x3).and(x4.or(n1)).reinterpretAsInts();
        IntVector t16 = x4.lanewise(VectorOperators.XOR, x3)
                .or(x4.lanewise(VectorOperators.XOR, x1))
                .reinterpretAsInts();
        LongVector t17 = y4.lanewise(VectorOperators.XOR, y2.and(t16)).reinterpretAsLongs();
        LongVector t18 = t9.lanewise(VectorOperators.XOR, t1)
                .lanewise(VectorOperators.XOR, y2.and(t1))
                .reinterpretAsLongs();
        LongVector t19 = t15.lanewise(VectorOperators.XOR, y2.or(t13)).reinterpretAsLongs();
        LongVector t20 = t4.lanewise(VectorOperators.XOR, t2)
                .lanewise(VectorOperators.XOR, y2.and(t2))
                .reinterpretAsLongs();
        LongVector t21 = t3.lanewise(VectorOperators.XOR, y2.and(y1)).reinterpretAsLongs();
        LongVector t22 = t5.lanewise(VectorOperators.XOR, y2)
                .lanewise(VectorOperators.XOR, y2.and(t14))
                .reinterpretAsLongs();
        LongVector t23 = t12.lanewise(VectorOperators.XOR, y2.and(t13)).reinterpretAsLongs();
        LongVector t24 = t8.lanewise(VectorOperators.XOR, t1)
                .lanewise(VectorOperators.XOR, y2.and(t1))
                .reinterpretAsLongs();
        LongVector t25 = t7.lanewise(VectorOperators.XOR, y2)
                .lanewise(VectorOperators.XOR, y2.and(t6))
                .reinterpretAsLongs();
        LongVector t26 = t10.lanewise(VectorOperators.XOR, y2)
                .lanewise(VectorOperators.XOR, y2.and(t4))
                .reinterpretAsLongs();
        LongVector t27 = t1.lanewise(VectorOperators.XOR, t6)
                .lanewise(VectorOperators.XOR, y2.and(t6))
                .reinterpretAsLongs();
        LongVector t28 = t1.lanewise(VectorOperators.XOR, y2.or(t1)).reinterpretAsLongs();
        LongVector t29 = t11.lanewise(VectorOperators.XOR, y2.or(t6)).reinterpretAsLongs();
        IntVector t30 = t22.lanewise(VectorOperators.XOR, x5.or(t24)).reinterpretAsInts();
        IntVector t31 = t27.lanewise(VectorOperators.XOR, x5.or(t25)).reinterpretAsInts();
        IntVector t32 = t29.lanewise(VectorOperators.XOR, x5.or(t17)).reinterpretAsInts();
        IntVector t33 = t19.lanewise(VectorOperators.XOR, x5.or(t3.reinterpretAsLongs()))
                .reinterpretAsInts();
        IntVector t34 = t23.lanewise(VectorOperators.XOR, t23)
                .lanewise(VectorOperators.XOR, x5.and(t23))
                .reinterpretAsInts();
        IntVector t35 = t26.lanewise(VectorOperators.XOR, x5)
                .lanewise(VectorOperators.XOR, x5.and(t21))
                .reinterpretAsInts();
        IntVector t36 = t18.lanewise(VectorOperators.XOR, x5)
                .lanewise(VectorOperators.XOR, x5.and(t20))
                .reinterpretAsInts();
        IntVector t37 = t18.lanewise(VectorOperators.XOR, x5)
                .lanewise(VectorOperators.XOR, x5.and(t28))
                .reinterpretAsInts();
        LongVector t38 = t31.lanewise(VectorOperators.XOR, y0.and(t32)).reinterpretAsLongs();
        LongVector t39 = t33.lanewise(VectorOperators.XOR, y0)
                .lanewise(VectorOperators.XOR, y0.and(t34))
                .reinterpretAsLongs();
        LongVector t40 = t37.lanewise(VectorOperators.XOR, y0.and(t30)).reinterpretAsLongs();
        LongVector t41 = t36.lanewise(VectorOperators.XOR, y0.or(t35)).reinterpretAsLongs();
        LongVector.fromArray(SPECIES, other, 31 * WIDTH)
                .lanewise(VectorOperators.XOR, t40)
                .intoArray(other, 31 * WIDTH);
        LongVector.fromArray(SPECIES, other, 11 * WIDTH)
                .lanewise(VectorOperators.XOR, t41.not())
                .intoArray(other, 11 * WIDTH);
        LongVector.fromArray(SPECIES, other, 21 * WIDTH)
                .lanewise(VectorOperators.XOR, t38)
                .intoArray(other, 21 * WIDTH);
        LongVector.fromArray(SPECIES, other, 6 * WIDTH)
                .lanewise(VectorOperators.XOR, t39)
                .intoArray(other, 6 * WIDTH);
    }

    /** S8. */
    static void s8(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        ShortVector i0 = LongVector.fromArray(SPECIES, half, expansion[42])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 42])
                                .reinterpretAsShorts());
        LongVector x0 = i0.reinterpretAsLongs();
        ShortVector i1 = LongVector.fromArray(SPECIES, half, expansion[43])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 43])
                                .reinterpretAsShorts());
        LongVector x1 = i1.reinterpretAsLongs();
        ShortVector i2 = LongVector.fromArray(SPECIES, half, expansion[44])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 44])
                                .reinterpretAsShorts());
        LongVector x2 = i2.reinterpretAsLongs();
        IntVector y2 = i2.reinterpretAsInts();
        ShortVector i3 = LongVector.fromArray(SPECIES, half, expansion[45])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 45])
                                .reinterpretAsShorts());
        LongVector x3 = i3.reinterpretAsLongs();
        IntVector y3 = i3.reinterpretAsInts();
        ShortVector i4 = LongVector.fromArray(SPECIES, half, expansion[46])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 46])
                                .reinterpretAsShorts());
        IntVector y4 = i4.reinterpretAsInts();
        ShortVector i5 = LongVector.fromArray(SPECIES, half, expansion[47])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 47])
                                .reinterpretAsShorts());
        IntVector y5 = i5.reinterpretAsInts();
        LongVector n1 = x1.not();
        LongVector n2 = x2.not();
        IntVector t1 = x3.or(x2.or(n1)).reinterpretAsInts();
        IntVector t2 = x2.or(n1).reinterpretAsInts();
        IntVector t3 = x3.and(x1).lanewise(VectorOperators.XOR, x1.or(n2)).reinterpretAsInts();
        IntVector t4 = x3.or(n1).reinterpretAsInts();
        IntVector t5 = x3.and(x1.or(x2)).reinterpretAsInts();
        IntVector t6 = x3.or(x2).lanewise(VectorOperators.XOR, x2.and(n1)).reinterpretAsInts();
        IntVector t7 = x3.or(x1).lanewise(VectorOperators.XOR, x1.and(n2)).reinterpretAsInts();
        IntVector t8 = x3.lanewise(VectorOperators.XOR, x1).reinterpretAsInts();
        IntVector t9 = x3.lanewise(VectorOperators.XOR, x2).or(x3.and(n1)).reinterpretAsInts();
        IntVector t10 = x3.lanewise(VectorOperators.XOR, x1.lanewise(VectorOperators.XOR, n2))
                .reinterpretAsInts();
        IntVector t11 = x3.lanewise(VectorOperators.XOR, x1.or(x2)).reinterpretAsInts();
        IntVector t12 = x3.and(n1).reinterpretAsInts();
        IntVector t13 = n1.and(n2).reinterpretAsInts();
        LongVector t14 = t5.lanewise(VectorOperators.XOR, t8)
                .lanewise(VectorOperators.XOR, y4.and(t8))
                .reinterpretAsLongs();
        LongVector t15 = t5.lanewise(VectorOperators.XOR, y4.and(t11)).reinterpretAsLongs();
        LongVector t16 = t10.lanewise(VectorOperators.XOR, y4)
                .lanewise(VectorOperators.XOR, y4.and(t2))
                .reinterpretAsLongs();
        LongVector t17 = t10.lanewise(VectorOperators.XOR, y4)
                .lanewise(VectorOperators.XOR, y4.and(t12))
                .reinterpretAsLongs();
        LongVector t18 = t13.lanewise(VectorOperators.XOR, y4.or(t11)).reinterpretAsLongs();
        LongVector t19 = t10.lanewise(VectorOperators.XOR, y4.and(y2)).reinterpretAsLongs();
        LongVector t20 = t9.lanewise(VectorOperators.XOR, y4.or(t7)).reinterpretAsLongs();
        LongVector t21 = t3.lanewise(VectorOperators.XOR, y4.and(t3)).reinterpretAsLongs();
        LongVector t22 = t1.lanewise(VectorOperators.XOR, y4)
                .lanewise(VectorOperators.XOR, y4.and(t4))
                .reinterpretAsLongs();
        LongVector t23 = t13.lanewise(VectorOperators.XOR, t4)
                .lanewise(VectorOperators.XOR, y4.and(t4))
                .reinterpretAsLongs();
        LongVector t24 = t5.lanewise(VectorOperators.XOR, y4.or(t6)).reinterpretAsLongs();
        LongVector t25 = y3.lanewise(VectorOperators.XOR, y4)
                .lanewise(VectorOperators.XOR, y4.and(t7))
                .reinterpretAsLongs();
        LongVector t26 = t9.lanewise(VectorOperators.XOR, y4.or(y2)).reinterpretAsLongs();
        IntVector t27 = x0.and(t26).reinterpretAsInts();
        IntVector t28 = t16.lanewise(VectorOperators.XOR, t18)
                .lanewise(VectorOperators.XOR, x0.and(t18))
                .reinterpretAsInts();
        IntVector t29 = t24.lanewise(VectorOperators.XOR, x0.or(t15)).reinterpretAsInts();
        IntVector t30 = t19.lanewise(VectorOperators.XOR, t23)
                .lanewise(VectorOperators.XOR, x0.and(t23))
                .reinterpretAsInts();
        IntVector t31 = t14.lanewise(VectorOperators.XOR, x0)
                .lanewise(VectorOperators.XOR, x0.and(t20))
                .reinterpretAsInts();
        IntVector t32 = t17.lanewise(VectorOperators.XOR, x0)
                .lanewise(VectorOperators.XOR, x0.and(t21))
                .reinterpretAsInts();
        IntVector t33 = t22.lanewise(VectorOperators.XOR, x0.and(t25)).reinterpretAsInts();
        LongVector t34 = t28.lanewise(VectorOperators.XOR, y5)
                .lanewise(VectorOperators.XOR, y5.and(t33))
                .reinterpretAsLongs();
        LongVector t35 = t32.lanewise(VectorOperators.XOR, y5.and(t29)).reinterpretAsLongs();
        LongVector t36 = t30.lanewise(VectorOperators.XOR, y5.or(t27)).reinterpretAsLongs();
        LongVector t37 = t32.lanewise(VectorOperators.XOR, y5.or(t31)).reinterpretAsLongs();
        LongVector.fromArray(SPECIES, other, 4 * WIDTH)
                .lanewise(VectorOperators.XOR, t37)
                .intoArray(other, 4 * WIDTH);
        LongVector.fromArray(SPECIES, other, 26 * WIDTH)
                .lanewise(VectorOperators.XOR, t36)
                .intoArray(other, 26 * WIDTH);
        LongVector.fromArray(SPECIES, other, 14 * WIDTH)
                .lanewise(VectorOperators.XOR, t34)
                .intoArray(other, 14 * WIDTH);
        LongVector.fromArray(SPECIES, other, 20 * WIDTH)
                .lanewise(VectorOperators.XOR, t35)
                .intoArray(other, 20 * WIDTH);
    }
}
