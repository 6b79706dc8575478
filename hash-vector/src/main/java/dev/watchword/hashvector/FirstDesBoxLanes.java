package dev.watchword.hashvector;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The first four S-boxes of DES (FIPS 46-3) as circuits of gates, on as many blocks as a vector has bits.
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
final class FirstDesBoxLanes {

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private FirstDesBoxLanes() {}

    /** S1. */
    static void s1(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        ShortVector i0 = LongVector.fromArray(SPECIES, half, expansion[0])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 0]).reinterpretAsShorts());
        IntVector y0 = i0.reinterpretAsInts();
        ShortVector i1 = LongVector.fromArray(SPECIES, half, expansion[1])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 1]).reinterpretAsShorts());
        LongVector x1 = i1.reinterpretAsLongs();
        ShortVector i2 = LongVector.fromArray(SPECIES, half, expansion[2])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 2]).reinterpretAsShorts());
        IntVector y2 = i2.reinterpretAsInts();
        ShortVector i3 = LongVector.fromArray(SPECIES, half, expansion[3])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 3]).reinterpretAsShorts());
        LongVector x3 = i3.reinterpretAsLongs();
        IntVector y3 = i3.reinterpretAsInts();
        ShortVector i4 = LongVector.fromArray(SPECIES, half, expansion[4])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 4]).reinterpretAsShorts());
        LongVector x4 = i4.reinterpretAsLongs();
        IntVector y4 = i4.reinterpretAsInts();
        ShortVector i5 = LongVector.fromArray(SPECIES, half, expansion[5])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 5]).reinterpretAsShorts());
        LongVector x5 = i5.reinterpretAsLongs();
        IntVector y5 = i5.reinterpretAsInts();
        LongVector n4 = x4.not();
        LongVector n5 = x5.not();
        IntVector t1 = x4.and(x3).reinterpretAsInts();
        IntVector t2 = x4.lanewise(VectorOperators.XOR, x5)
                .and(x4.lanewise(VectorOperators.XOR, x3))
                .reinterpretAsInts();
        IntVector t3 = x5.or(x3).reinterpretAsInts();
        IntVector t4 = x5.and(n4).reinterpretAsInts();
        IntVector t5 = x5.or(x4.lanewise(VectorOperators.XOR, x3)).reinterpretAsInts();
        IntVector t6 = x3.lanewise(VectorOperators.XOR, x5.or(n4)).reinterpretAsInts();
        IntVector t7 = x5.or(x3.or(n4)).reinterpretAsInts();
        IntVector t8 = x4.and(x3.and(n5)).reinterpretAsInts();
        IntVector t9 = x5.or(x3).lanewise(VectorOperators.XOR, x5.and(n4)).reinterpretAsInts();
        IntVector t10 = x5.and(x3).or(x5.lanewise(VectorOperators.XOR, n4)).reinterpretAsInts();
        IntVector t11 = n4.or(n5).reinterpretAsInts();
        IntVector t12 = n4.or(x3.and(n5)).reinterpretAsInts();
        IntVector t13 = x3.and(n4).or(n4.lanewise(VectorOperators.XOR, n5)).reinterpretAsInts();
        IntVector t14 = n4.and(x3.or(n5)).reinterpretAsInts();
        IntVector t15 = x3.and(x4.lanewise(VectorOperators.XOR, n5)).reinterpretAsInts();
        IntVector t16 = x4.lanewise(VectorOperators.XOR, x5).or(x4.and(x3)).reinterpretAsInts();
        IntVector t17 = x3.lanewise(VectorOperators.XOR, x4.and(x5)).reinterpretAsInts();
        IntVector t18 = n4.or(x5.lanewise(VectorOperators.XOR, x3)).reinterpretAsInts();
        LongVector t19 = t9.lanewise(VectorOperators.XOR, y2.or(t14)).reinterpretAsLongs();
        LongVector t20 = t8.lanewise(VectorOperators.XOR, y2)
                .lanewise(VectorOperators.XOR, y2.and(t10))
                .reinterpretAsLongs();
        LongVector t21 = t15.lanewise(VectorOperators.XOR, y5)
                .lanewise(VectorOperators.XOR, y2.and(y5))
                .reinterpretAsLongs();
        LongVector t22 = t16.lanewise(VectorOperators.XOR, y2)
                .lanewise(VectorOperators.XOR, y2.and(t15))
                .reinterpretAsLongs();
        LongVector t23 = t3.lanewise(VectorOperators.XOR, y2)
                .lanewise(VectorOperators.XOR, y2.and(t7))
                .reinterpretAsLongs();
        LongVector t24 = t12.lanewise(VectorOperators.XOR, y2.or(t5)).reinterpretAsLongs();
        LongVector t25 = t18.lanewise(VectorOperators.XOR, y2)
                .lanewise(VectorOperators.XOR, y2.and(t9))
                .reinterpretAsLongs();
        LongVector t26 = t17.lanewise(VectorOperators.XOR, y2.and(t14)).reinterpretAsLongs();
        LongVector t27 = t13.lanewise(VectorOperators.XOR, y2.and(t14)).reinterpretAsLongs();
        LongVector t28 = t18.lanewise(VectorOperators.XOR, y2.and(t18)).reinterpretAsLongs();
        LongVector t29 = t6.lanewise(VectorOperators.XOR, y4)
                .lanewise(VectorOperators.XOR, y2.and(y4))
                .reinterpretAsLongs();
        LongVector t30 = t18.lanewise(VectorOperators.XOR, y2)
                .lanewise(VectorOperators.XOR, y2.and(t11))
                .reinterpretAsLongs();
        LongVector t31 = t16.lanewise(VectorOperators.XOR, y2)
                .lanewise(VectorOperators.XOR, y2.and(t5))
                .reinterpretAsLongs();
        LongVector t32 = t1.lanewise(VectorOperators.XOR, y2.or(t9)).reinterpretAsLongs();
        LongVector t33 = t2.lanewise(VectorOperators.XOR, t4)
                .lanewise(VectorOperators.XOR, y2.and(t4))
                .reinterpretAsLongs();
        LongVector t34 = y3.lanewise(VectorOperators.XOR, y2.or(y3)).reinterpretAsLongs();
        IntVector t35 = t28.lanewise(VectorOperators.XOR, t32)
                .lanewise(VectorOperators.XOR, x1.and(t32))
                .reinterpretAsInts();
        IntVector t36 = t20.lanewise(VectorOperators.XOR, x1.or(t31)).reinterpretAsInts();
        IntVector t37 = t29.lanewise(VectorOperators.XOR, x1)
                .lanewise(VectorOperators.XOR, x1.and(t33))
                .reinterpretAsInts();
        IntVector t38 = t26.lanewise(VectorOperators.XOR, x1.or(t21)).reinterpretAsInts();
        IntVector t39 = t19.lanewise(VectorOperators.XOR, t30)
                .lanewise(VectorOperators.XOR, x1.and(t30))
                .reinterpretAsInts();
        IntVector t40 = t27.lanewise(VectorOperators.XOR, t24)
                .lanewise(VectorOperators.XOR, x1.and(t24))
                .reinterpretAsInts();
        IntVector t41 = t22.lanewise(VectorOperators.XOR, x1)
                .lanewise(VectorOperators.XOR, x1.and(t34))
                .reinterpretAsInts();
        IntVector t42 = t23.lanewise(VectorOperators.XOR, x1.or(t25)).reinterpretAsInts();
        LongVector t43 = t37.lanewise(VectorOperators.XOR, y0)
                .lanewise(VectorOperators.XOR, y0.and(t42))
                .reinterpretAsLongs();
        LongVector t44 = t41.lanewise(VectorOperators.XOR, y0.and(t35)).reinterpretAsLongs();
        LongVector t45 = t38.lanewise(VectorOperators.XOR, y0.and(t36)).reinterpretAsLongs();
        LongVector t46 = t39.lanewise(VectorOperators.XOR, t40)
                .lanewise(VectorOperators.XOR, y0.and(t40))
                .reinterpretAsLongs();
        LongVector.fromArray(SPECIES, other, 8 * WIDTH)
                .lanewise(VectorOperators.XOR, t44.not())
                .intoArray(other, 8 * WIDTH);
        LongVector.fromArray(SPECIES, other, 16 * WIDTH)
                .lanewise(VectorOperators.XOR, t45.not())
                .intoArray(other, 16 * WIDTH);
        LongVector.fromArray(SPECIES, other, 22 * WIDTH)
                .lanewise(VectorOperators.XOR, t46)
                .intoArray(other, 22 * WIDTH);
        LongVector.fromArray(SPECIES, other, 30 * WIDTH)
                .lanewise(VectorOperators.XOR, t43.not())
                .intoArray(other, 30 * WIDTH);
    }

    /** S2. */
    static void s2(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        ShortVector i0 = LongVector.fromArray(SPECIES, half, expansion[6])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 6]).reinterpretAsShorts());
        LongVector x0 = i0.reinterpretAsLongs();
        IntVector y0 = i0.reinterpretAsInts();
        ShortVector i1 = LongVector.fromArray(SPECIES, half, expansion[7])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 7]).reinterpretAsShorts());
        LongVector x1 = i1.reinterpretAsLongs();
        IntVector y1 = i1.reinterpretAsInts();
        ShortVector i2 = LongVector.fromArray(SPECIES, half, expansion[8])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 8]).reinterpretAsShorts());
        LongVector x2 = i2.reinterpretAsLongs();
        ShortVector i3 = LongVector.fromArray(SPECIES, half, expansion[9])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 9]).reinterpretAsShorts());
        IntVector y3 = i3.reinterpretAsInts();
        ShortVector i4 = LongVector.fromArray(SPECIES, half, expansion[10])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 10])
                                .reinterpretAsShorts());
        LongVector x4 = i4.reinterpretAsLongs();
        IntVector y4 = i4.reinterpretAsInts();
        ShortVector i5 = LongVector.fromArray(SPECIES, half, expansion[11])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 11])
                                .reinterpretAsShorts());
        IntVector y5 = i5.reinterpretAsInts();
        LongVector n0 = x0.not();
        LongVector n4 = x4.not();
        IntVector t1 = x1.or(x0).and(x1.lanewise(VectorOperators.XOR, n4)).reinterpretAsInts();
        IntVector t2 = x1.and(n0.and(n4)).reinterpretAsInts();
        IntVector t3 = x1.lanewise(VectorOperators.XOR, x0).reinterpretAsInts();
        IntVector t4 = x1.and(x0.and(x4)).reinterpretAsInts();
        IntVector t5 = x1.or(n0.or(n4)).reinterpretAsInts();
        IntVector t6 = x1.and(n0.or(n4)).reinterpretAsInts();
        IntVector t7 = x1.and(n0).reinterpretAsInts();
        IntVector t8 = x1.or(x0.and(x4)).reinterpretAsInts();
        IntVector t9 = x1.or(x0).lanewise(VectorOperators.XOR, x0.and(n4)).reinterpretAsInts();
        IntVector t10 = x1.lanewise(VectorOperators.XOR, x4).reinterpretAsInts();
        IntVector t11 = x1.and(n0).or(n0.lanewise(VectorOperators.XOR, n4)).reinterpretAsInts();
        IntVector t12 = x1.lanewise(VectorOperators.XOR, x4)
                .and(x0.lanewise(VectorOperators.XOR, x4))
                .reinterpretAsInts();
        IntVector t13 = x4.or(x1.and(x0)).reinterpretAsInts();
        IntVector t14 = x1.lanewise(VectorOperators.XOR, x0.lanewise(VectorOperators.XOR, n4))
                .reinterpretAsInts();
        IntVector t15 = x1.and(x0).lanewise(VectorOperators.XOR, x0.or(n4)).reinterpretAsInts();
        IntVector t16 = x1.or(x4.and(n0)).reinterpretAsInts();
        IntVector t17 = x4.or(x1.and(n0)).reinterpretAsInts();
        LongVector t18 = t6.lanewise(VectorOperators.XOR, y3)
                .lanewise(VectorOperators.XOR, y3.and(y0))
                .reinterpretAsLongs();
        LongVector t19 = t4.lanewise(VectorOperators.XOR, y3)
                .lanewise(VectorOperators.XOR, y3.and(t5))
                .reinterpretAsLongs();
        LongVector t20 = t10.lanewise(VectorOperators.XOR, y3.or(t17)).reinterpretAsLongs();
        LongVector t21 = t1.lanewise(VectorOperators.XOR, t16)
                .lanewise(VectorOperators.XOR, y3.and(t16))
                .reinterpretAsLongs();
        LongVector t22 = t4.lanewise(VectorOperators.XOR, y3.and(y4)).reinterpretAsLongs();
        LongVector t23 = t3.lanewise(VectorOperators.XOR, y3.or(t15)).reinterpretAsLongs();
        LongVector t24 = t11.lanewise(VectorOperators.XOR, t12)
                .lanewise(VectorOperators.XOR, y3.and(t12))
                .reinterpretAsLongs();
        LongVector t25 = y1.lanewise(VectorOperators.XOR, t6)
                .lanewise(VectorOperators.XOR, y3.and(t6))
                .reinterpretAsLongs();
        LongVector t26 = t10.lanewise(VectorOperators.XOR, t15)
                .lanewise(VectorOperators.XOR, y3.and(t15))
                .reinterpretAsLongs();
        LongVector t27 = t8.lanewise(VectorOperators.XOR, t2)
                .lanewise(VectorOperators.XOR, y3.and(t2))
                .reinterpretAsLongs();
        LongVector t28 = t14.lanewise(VectorOperators.XOR, y3)
                .lanewise(VectorOperators.XOR, y3.and(t6))
                .reinterpretAsLongs();
        IntVector t29 = t20.lanewise(VectorOperators.XOR, x2.or(t23)).reinterpretAsInts();
        IntVector t30 = t27.lanewise(VectorOperators.XOR, x2.and(t18)).reinterpretAsInts();
        IntVector t31 = t28.lanewise(VectorOperators.XOR, x2.and(t6.reinterpretAsLongs()))
                .reinterpretAsInts();
        IntVector t32 = t25.lanewise(VectorOperators.XOR, x2.or(t22)).reinterpretAsInts();
        IntVector t33 = t24.lanewise(VectorOperators.XOR, x2)
                .lanewise(VectorOperators.XOR, x2.and(t1.reinterpretAsLongs()))
                .reinterpretAsInts();
        IntVector t34 = t21.lanewise(VectorOperators.XOR, x2.or(t7.reinterpretAsLongs()))
                .reinterpretAsInts();
        IntVector t35 = t26.lanewise(VectorOperators.XOR, x2.and(t13.reinterpretAsLongs()))
                .reinterpretAsInts();
        IntVector t36 = t19.lanewise(VectorOperators.XOR, t9.reinterpretAsLongs())
                .lanewise(VectorOperators.XOR, x2.and(t9.reinterpretAsLongs()))
                .reinterpretAsInts();
        LongVector t37 = t34.lanewise(VectorOperators.XOR, y5)
                .lanewise(VectorOperators.XOR, y5.and(t36))
                .reinterpretAsLongs();
        LongVector t38 = t31.lanewise(VectorOperators.XOR, y5)
                .lanewise(VectorOperators.XOR, y5.and(t32))
                .reinterpretAsLongs();
        LongVector t39 = t35.lanewise(VectorOperators.XOR, t33)
                .lanewise(VectorOperators.XOR, y5.and(t33))
                .reinterpretAsLongs();
        LongVector t40 = t29.lanewise(VectorOperators.XOR, t30)
                .lanewise(VectorOperators.XOR, y5.and(t30))
                .reinterpretAsLongs();
        LongVector.fromArray(SPECIES, other, 12 * WIDTH)
                .lanewise(VectorOperators.XOR, t37.not())
                .intoArray(other, 12 * WIDTH);
        LongVector.fromArray(SPECIES, other, 27 * WIDTH)
                .lanewise(VectorOperators.XOR, t38)
                .intoArray(other, 27 * WIDTH);
        LongVector.fromArray(SPECIES, other, 1 * WIDTH)
                .lanewise(VectorOperators.XOR, t40)
                .intoArray(other, 1 * WIDTH);
        LongVector.fromArray(SPECIES, other, 17 * WIDTH)
                .lanewise(VectorOperators.XOR, t39)
                .intoArray(other, 17 * WIDTH);
    }

    /** S3. */
    static void s3(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        ShortVector i0 = LongVector.fromArray(SPECIES, half, expansion[12])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 12])
                                .reinterpretAsShorts());
        IntVector y0 = i0.reinterpretAsInts();
        ShortVector i1 = LongVector.fromArray(SPECIES, half, expansion[13])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 13])
                                .reinterpretAsShorts());
        LongVector x1 = i1.reinterpretAsLongs();
        IntVector y1 = i1.reinterpretAsInts();
        ShortVector i2 = LongVector.fromArray(SPECIES, half, expansion[14])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 14])
                                .reinterpretAsShorts());
        LongVector x2 = i2.reinterpretAsLongs();
        IntVector y2 = i2.reinterpretAsInts();
        ShortVector i3 = LongVector.fromArray(SPECIES, half, expansion[15])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 15])
                                .reinterpretAsShorts());
        IntVector y3 = i3.reinterpretAsInts();
        ShortVector i4 = LongVector.fromArray(SPECIES, half, expansion[16])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 16])
                                .reinterpretAsShorts());
        LongVector x4 = i4.reinterpretAsLongs();
        ShortVector i5 = LongVector.fromArray(SPECIES, half, expansion[17])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 17])
                                .reinterpretAsShorts());
        LongVector x5 = i5.reinterpretAsLongs();
        LongVector n1 = x1.not();
        LongVector n5 = x5.not();
        IntVector t1 = x2.and(x5).reinterpretAsInts();
        IntVector t2 = x1.or(x2).and(x2.lanewise(VectorOperators.XOR, n5)).reinterpretAsInts();
        IntVector t3 = x2.lanewise(VectorOperators.XOR, x1.and(n5)).reinterpretAsInts();
        IntVector t4 = x1.or(x2).lanewise(VectorOperators.XOR, x1.and(x5)).reinterpretAsInts();
        IntVector t5 = x2.and(n1.and(n5)).reinterpretAsInts();
        IntVector t6 = x2.or(n1.and(n5)).reinterpretAsInts();
        IntVector t7 = x2.or(x1.lanewise(VectorOperators.XOR, n5)).reinterpretAsInts();
        IntVector t8 = x2.or(n5).reinterpretAsInts();
        IntVector t9 = x5.lanewise(VectorOperators.XOR, x1.and(x2)).reinterpretAsInts();
        IntVector t10 = x5.lanewise(VectorOperators.XOR, x1.or(x2)).reinterpretAsInts();
        IntVector t11 = n5.or(x1.and(x2)).reinterpretAsInts();
        IntVector t12 = x1.lanewise(VectorOperators.XOR, x2.lanewise(VectorOperators.XOR, n5))
                .reinterpretAsInts();
        IntVector t13 = n5.or(x1.lanewise(VectorOperators.XOR, x2)).reinterpretAsInts();
        IntVector t14 = x1.or(x5).lanewise(VectorOperators.XOR, x2.and(x5)).reinterpretAsInts();
        IntVector t15 = x5.and(n1).reinterpretAsInts();
        LongVector t16 = y3.lanewise(VectorOperators.XOR, y3.and(t3)).reinterpretAsLongs();
        LongVector t17 = t4.lanewise(VectorOperators.XOR, y3.or(t11)).reinterpretAsLongs();
        LongVector t18 = t2.lanewise(VectorOperators.XOR, y3)
                .lanewise(VectorOperators.XOR, y3.and(y1))
                .reinterpretAsLongs();
        LongVector t19 = t12.lanewise(VectorOperators.XOR, t13)
                .lanewise(VectorOperators.XOR, y3.and(t13))
                .reinterpretAsLongs();
        LongVector t20 = t10.lanewise(VectorOperators.XOR, y3)
                .lanewise(VectorOperators.XOR, y3.and(t10))
                .reinterpretAsLongs();
        LongVector t21 = t9.lanewise(VectorOperators.XOR, y3).reinterpretAsLongs();
        LongVector t22 = t12.lanewise(VectorOperators.XOR, y3.and(t15)).reinterpretAsLongs();
        LongVector t23 = t1.lanewise(VectorOperators.XOR, y3)
                .lanewise(VectorOperators.XOR, y3.and(t14))
                .reinterpretAsLongs();
        LongVector t24 = t6.lanewise(VectorOperators.XOR, y3.or(t8)).reinterpretAsLongs();
        LongVector t25 = t15.lanewise(VectorOperators.XOR, y3.and(t6)).reinterpretAsLongs();
        LongVector t26 = y2.lanewise(VectorOperators.XOR, y3).reinterpretAsLongs();
        LongVector t27 = y2.lanewise(VectorOperators.XOR, y3)
                .lanewise(VectorOperators.XOR, y3.and(t1))
                .reinterpretAsLongs();
        LongVector t28 = t4.lanewise(VectorOperators.XOR, y3).reinterpretAsLongs();
        LongVector t29 = y3.lanewise(VectorOperators.XOR, y3.and(t7)).reinterpretAsLongs();
        IntVector t30 = t25.lanewise(VectorOperators.XOR, x4.and(t19)).reinterpretAsInts();
        IntVector t31 = t29.lanewise(VectorOperators.XOR, t24)
                .lanewise(VectorOperators.XOR, x4.and(t24))
                .reinterpretAsInts();
        IntVector t32 = t21.lanewise(VectorOperators.XOR, x4)
                .lanewise(VectorOperators.XOR, x4.and(t5.reinterpretAsLongs()))
                .reinterpretAsInts();
        IntVector t33 = t18.lanewise(VectorOperators.XOR, x4.or(t16)).reinterpretAsInts();
        IntVector t34 = t12.reinterpretAsLongs()
                .lanewise(VectorOperators.XOR, t26)
                .lanewise(VectorOperators.XOR, x4.and(t26))
                .reinterpretAsInts();
        IntVector t35 = t22.lanewise(VectorOperators.XOR, x4.and(t27)).reinterpretAsInts();
        IntVector t36 = t17.lanewise(VectorOperators.XOR, x4)
                .lanewise(VectorOperators.XOR, x4.and(t28))
                .reinterpretAsInts();
        IntVector t37 = t20.lanewise(VectorOperators.XOR, x4.and(t23)).reinterpretAsInts();
        LongVector t38 = t32.lanewise(VectorOperators.XOR, t37)
                .lanewise(VectorOperators.XOR, y0.and(t37))
                .reinterpretAsLongs();
        LongVector t39 = t34.lanewise(VectorOperators.XOR, y0.and(t36)).reinterpretAsLongs();
        LongVector t40 = t33.lanewise(VectorOperators.XOR, y0.or(t30)).reinterpretAsLongs();
        LongVector t41 = t35.lanewise(VectorOperators.XOR, y0.or(t31)).reinterpretAsLongs();
        LongVector.fromArray(SPECIES, other, 23 * WIDTH)
                .lanewise(VectorOperators.XOR, t38.not())
                .intoArray(other, 23 * WIDTH);
        LongVector.fromArray(SPECIES, other, 15 * WIDTH)
                .lanewise(VectorOperators.XOR, t41.not())
                .intoArray(other, 15 * WIDTH);
        LongVector.fromArray(SPECIES, other, 29 * WIDTH)
                .lanewise(VectorOperators.XOR, t40.not())
                .intoArray(other, 29 * WIDTH);
        LongVector.fromArray(SPECIES, other, 5 * WIDTH)
                .lanewise(VectorOperators.XOR, t39.not())
                .intoArray(other, 5 * WIDTH);
    }

    /** S4. */
    static void s4(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        ShortVector i0 = LongVector.fromArray(SPECIES, half, expansion[18])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 18])
                                .reinterpretAsShorts());
        LongVector x0 = i0.reinterpretAsLongs();
        ShortVector i1 = LongVector.fromArray(SPECIES, half, expansion[19])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 19])
                                .reinterpretAsShorts());
        IntVector y1 = i1.reinterpretAsInts();
        ShortVector i2 = LongVector.fromArray(SPECIES, half, expansion[20])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 20])
                                .reinterpretAsShorts());
        LongVector x2 = i2.reinterpretAsLongs();
        IntVector y2 = i2.reinterpretAsInts();
        ShortVector i3 = LongVector.fromArray(SPECIES, half, expansion[21])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 21])
                                .reinterpretAsShorts());
        LongVector x3 = i3.reinterpretAsLongs();
        ShortVector i4 = LongVector.fromArray(SPECIES, half, expansion[22])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 22])
                                .reinterpretAsShorts());
        LongVector x4 = i4.reinterpretAsLongs();
        IntVector y4 = i4.reinterpretAsInts();
        ShortVector i5 = LongVector.fromArray(SPECIES, half, expansion[23])
                .reinterpretAsShorts()
                .lanewise(
                        VectorOperators.XOR,
                        LongVector.fromArray(SPECIES, keys, schedule[round + 23])
                                .reinterpretAsShorts());
        IntVector y5 = i5.reinterpretAsInts();
        LongVector n0 = x0.not();
        LongVector n4 = x4.not();
        IntVector t1 = x4.and(x0).lanewise(VectorOperators.XOR, x2.or(x0)).reinterpretAsInts();
        IntVector t2 = x2.lanewise(VectorOperators.XOR, x0).or(x2.and(n4)).reinterpretAsInts();
        IntVector t3 = x2.and(x0).or(x2.lanewise(VectorOperators.XOR, n4)).reinterpretAsInts();
        IntVector t4 = x4.lanewise(VectorOperators.XOR, x0).and(x2.or(x0)).reinterpretAsInts();
        IntVector t5 = x4.or(x0).lanewise(VectorOperators.XOR, x2.and(x0)).reinterpretAsInts();
        IntVector t6 = x4.lanewise(VectorOperators.XOR, x2).and(x2.or(n0)).reinterpretAsInts();
        IntVector t7 = x4.lanewise(VectorOperators.XOR, x2).reinterpretAsInts();
        IntVector t8 = x0.or(x4.lanewise(VectorOperators.XOR, x2)).reinterpretAsInts();
        IntVector t9 = x2.or(x0.or(n4)).reinterpretAsInts();
        LongVector t10 = t4.lanewise(VectorOperators.XOR, y1.or(y2)).reinterpretAsLongs();
        LongVector t11 = t5.lanewise(VectorOperators.XOR, y1.and(t3)).reinterpretAsLongs();
        LongVector t12 = t2.lanewise(VectorOperators.XOR, t7)
                .lanewise(VectorOperators.XOR, y1.and(t7))
                .reinterpretAsLongs();
        LongVector t13 = t4.lanewise(VectorOperators.XOR, y1.and(t7)).reinterpretAsLongs();
        LongVector t14 = t6.lanewise(VectorOperators.XOR, y1.and(t9)).reinterpretAsLongs();
        LongVector t15 = t2.lanewise(VectorOperators.XOR, y1.and(t8)).reinterpretAsLongs();
        LongVector t16 = y4.lanewise(VectorOperators.XOR, y1.and(t5)).reinterpretAsLongs();
        LongVector t17 = y4.lanewise(VectorOperators.XOR, y1.and(t1)).reinterpretAsLongs();
        IntVector t18 = t14.lanewise(VectorOperators.XOR, x3)
                .lanewise(VectorOperators.XOR, x3.and(t12))
                .reinterpretAsInts();
        IntVector t19 = t11.lanewise(VectorOperators.XOR, x3)
                .lanewise(VectorOperators.XOR, x3.and(t13))
                .reinterpretAsInts();
        IntVector t20 = t15.lanewise(VectorOperators.XOR, x3)
                .lanewise(VectorOperators.XOR, x3.and(t16))
                .reinterpretAsInts();
        IntVector t21 = t10.lanewise(VectorOperators.XOR, x3.and(t17)).reinterpretAsInts();
        LongVector t22 = t20.lanewise(VectorOperators.XOR, y5.and(t19)).reinterpretAsLongs();
        LongVector t23 = t20.lanewise(VectorOperators.XOR, y5.or(t19)).reinterpretAsLongs();
        LongVector t24 = t21.lanewise(VectorOperators.XOR, y5.or(t18)).reinterpretAsLongs();
        LongVector t25 = t21.lanewise(VectorOperators.XOR, y5.and(t18)).reinterpretAsLongs();
        LongVector.fromArray(SPECIES, other, 25 * WIDTH)
                .lanewise(VectorOperators.XOR, t24)
                .intoArray(other, 25 * WIDTH);
        LongVector.fromArray(SPECIES, other, 19 * WIDTH)
                .lanewise(VectorOperators.XOR, t25.not())
                .intoArray(other, 19 * WIDTH);
        LongVector.fromArray(SPECIES, other, 9 * WIDTH)
                .lanewise(VectorOperators.XOR, t23.not())
                .intoArray(other, 9 * WIDTH);
        LongVector.fromArray(SPECIES, other, 0 * WIDTH)
                .lanewise(VectorOperators.XOR, t22.not())
                .intoArray(other, 0 * WIDTH);
    }
}
