package dev.watchword.hashvector;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The last four S-boxes of DES (FIPS 46-3) as circuits of gates, on as many blocks as a vector has bits.
 *
 * <p>The circuits come from the tables: each output was split by one input after another, as a choice between two smaller
 * functions or as one of them and their difference, in the order and in the way of each step that left the fewest different
 * ones, until functions of three inputs were left. A processor with 512 bits computes any gate of three inputs at once, and
 * the compiler draws the calls of one line together into it.
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
        LongVector x0 = LongVector.fromArray(SPECIES, half, expansion[24])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 24]));
        LongVector x1 = LongVector.fromArray(SPECIES, half, expansion[25])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 25]));
        LongVector x2 = LongVector.fromArray(SPECIES, half, expansion[26])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 26]));
        LongVector x3 = LongVector.fromArray(SPECIES, half, expansion[27])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 27]));
        LongVector x4 = LongVector.fromArray(SPECIES, half, expansion[28])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 28]));
        LongVector x5 = LongVector.fromArray(SPECIES, half, expansion[29])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 29]));
        LongVector t1 = x0.lanewise(VectorOperators.XOR, x2).and(x2.or(x5));
        LongVector t2 = x0.lanewise(VectorOperators.XOR, x5).and(x0.lanewise(VectorOperators.XOR, x2));
        LongVector t3 = x5.lanewise(VectorOperators.XOR, x2.or(x0.or(x5)));
        LongVector t4 = x0.and(x5).lanewise(VectorOperators.XOR, x2.and(x0.or(x5)));
        LongVector t5 = x2.lanewise(VectorOperators.XOR, x5).lanewise(VectorOperators.XOR, x2.or(x0.or(x5)));
        LongVector t6 = x2.and(x5).not().or(x0);
        LongVector t7 = x0.and(x5).not().or(x2);
        LongVector t8 = x0.or(x2.and(x5));
        LongVector t9 = x2.not().or(x0);
        LongVector t10 = x0.and(x5).lanewise(VectorOperators.XOR, x2.or(x0.or(x5)));
        LongVector t11 = x0.lanewise(VectorOperators.XOR, x2.or(x5));
        LongVector t12 = x2.and(x5).lanewise(VectorOperators.XOR, x2.or(x0.or(x5)));
        LongVector t13 = x2.lanewise(VectorOperators.XOR, x0.or(x2)).or(x5);
        LongVector t14 = x2.or(x0.or(x5));
        LongVector t15 = x2.lanewise(VectorOperators.XOR, x5).and(x0.or(x5));
        LongVector t16 = x0.or(x5.not().lanewise(VectorOperators.XOR, x2));
        LongVector t17 = t3.and(x4).not();
        LongVector t18 = t11.lanewise(VectorOperators.XOR, t5.not().and(x4));
        LongVector t19 = t15.bitwiseBlend(t2.not(), x4);
        LongVector t20 = t8.lanewise(VectorOperators.XOR, t2.and(x4.not()));
        LongVector t21 = t12.bitwiseBlend(t10.not(), x4);
        LongVector t22 = t1.lanewise(VectorOperators.XOR, t14.and(x4));
        LongVector t23 = t5.not().lanewise(VectorOperators.XOR, t16.and(x4));
        LongVector t24 = t11.bitwiseBlend(t5.not(), x4);
        LongVector t25 = t10.not().bitwiseBlend(x5, x4);
        LongVector t26 = t8.bitwiseBlend(t9, x4);
        LongVector t27 = t8.lanewise(VectorOperators.XOR, t5.and(x4));
        LongVector t28 = t13.bitwiseBlend(x2.not(), x4);
        LongVector t29 = t6.bitwiseBlend(t7, x4);
        LongVector t30 = t15.not().bitwiseBlend(x2, x4);
        LongVector t31 = t21.lanewise(VectorOperators.XOR, t4.and(x1.not()));
        LongVector t32 = t22.bitwiseBlend(t24, x1);
        LongVector t33 = t25.bitwiseBlend(t17, x1);
        LongVector t34 = t18.lanewise(VectorOperators.XOR, t28.and(x1.not()));
        LongVector t35 = t26.bitwiseBlend(t30, x1);
        LongVector t36 = t23.bitwiseBlend(t27, x1);
        LongVector t37 = t19.lanewise(VectorOperators.XOR, t29.and(x1));
        LongVector t38 = t20.lanewise(VectorOperators.XOR, t4.not().and(x1.not()));
        LongVector t39 = t31.lanewise(VectorOperators.XOR, t38.and(x3));
        LongVector t40 = t37.bitwiseBlend(t32, x3);
        LongVector t41 = t34.lanewise(VectorOperators.XOR, t35.and(x3));
        LongVector t42 = t36.lanewise(VectorOperators.XOR, t33.and(x3));
        LongVector.fromArray(SPECIES, other, 7 * WIDTH)
                .lanewise(VectorOperators.XOR, t40)
                .intoArray(other, 7 * WIDTH);
        LongVector.fromArray(SPECIES, other, 13 * WIDTH)
                .lanewise(VectorOperators.XOR, t39)
                .intoArray(other, 13 * WIDTH);
        LongVector.fromArray(SPECIES, other, 24 * WIDTH)
                .lanewise(VectorOperators.XOR, t42)
                .intoArray(other, 24 * WIDTH);
        LongVector.fromArray(SPECIES, other, 2 * WIDTH)
                .lanewise(VectorOperators.XOR, t41)
                .intoArray(other, 2 * WIDTH);
    }

    /** S6. */
    static void s6(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        LongVector x0 = LongVector.fromArray(SPECIES, half, expansion[30])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 30]));
        LongVector x1 = LongVector.fromArray(SPECIES, half, expansion[31])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 31]));
        LongVector x2 = LongVector.fromArray(SPECIES, half, expansion[32])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 32]));
        LongVector x3 = LongVector.fromArray(SPECIES, half, expansion[33])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 33]));
        LongVector x4 = LongVector.fromArray(SPECIES, half, expansion[34])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 34]));
        LongVector x5 = LongVector.fromArray(SPECIES, half, expansion[35])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 35]));
        LongVector t1 = x0.lanewise(VectorOperators.XOR, x1).and(x5.and(x1));
        LongVector t2 = x0.not().or(x5).lanewise(VectorOperators.XOR, x1);
        LongVector t3 = x0.and(x5).lanewise(VectorOperators.XOR, x0.or(x1));
        LongVector t4 = x5.lanewise(VectorOperators.XOR, x1).and(x0.or(x1));
        LongVector t5 = x0.and(x5.and(x1));
        LongVector t6 = x0.lanewise(VectorOperators.XOR, x0.and(x5).or(x1));
        LongVector t7 = x0.lanewise(VectorOperators.XOR, x1).and(x0.lanewise(VectorOperators.XOR, x5));
        LongVector t8 = x1.not().or(x0.and(x5));
        LongVector t9 = x5.lanewise(VectorOperators.XOR, x1).lanewise(VectorOperators.XOR, x0);
        LongVector t10 = x5.lanewise(VectorOperators.XOR, x1).lanewise(VectorOperators.XOR, x0.and(x5.or(x1)));
        LongVector t11 = x1.lanewise(VectorOperators.XOR, x5.or(x1)).or(x0);
        LongVector t12 = x0.or(x5);
        LongVector t13 = x5.and(x0.lanewise(VectorOperators.XOR, x5).or(x1));
        LongVector t14 = t9.lanewise(VectorOperators.XOR, x1.and(x2));
        LongVector t15 = t12.bitwiseBlend(t5, x2).not();
        LongVector t16 = t8.bitwiseBlend(t11, x2).not();
        LongVector t17 = t7.lanewise(VectorOperators.XOR, x0.not().and(x2));
        LongVector t18 = t2.lanewise(VectorOperators.XOR, t8.and(x2.not()));
        LongVector t19 = x0.not().or(x2.not());
        LongVector t20 = x1.not().lanewise(VectorOperators.XOR, t5.and(x2));
        LongVector t21 = t7.bitwiseBlend(t1, x2).not();
        LongVector t22 = t11.bitwiseBlend(t1.not(), x2);
        LongVector t23 = t9.not().bitwiseBlend(t10, x2);
        LongVector t24 = t9.lanewise(VectorOperators.XOR, t3.and(x2.not()));
        LongVector t25 = t1.and(x2).not();
        LongVector t26 = t4.not().lanewise(VectorOperators.XOR, t6.not().and(x2.not()));
        LongVector t27 = t13.not().lanewise(VectorOperators.XOR, x5.not().and(x2));
        LongVector t28 = t21.lanewise(VectorOperators.XOR, t17.and(x3.not()));
        LongVector t29 = t18.lanewise(VectorOperators.XOR, t16.and(x3));
        LongVector t30 = t23.lanewise(VectorOperators.XOR, t20.and(x3));
        LongVector t31 = t15.lanewise(VectorOperators.XOR, t27.and(x3));
        LongVector t32 = t24.bitwiseBlend(t24.not(), x3);
        LongVector t33 = t14.lanewise(VectorOperators.XOR, t25.and(x3));
        LongVector t34 = t26.lanewise(VectorOperators.XOR, t10.and(x3));
        LongVector t35 = t19.lanewise(VectorOperators.XOR, t22.and(x3));
        LongVector t36 = t29.lanewise(VectorOperators.XOR, t35.and(x4));
        LongVector t37 = t32.lanewise(VectorOperators.XOR, t34.and(x4));
        LongVector t38 = t30.lanewise(VectorOperators.XOR, t28.and(x4));
        LongVector t39 = t33.lanewise(VectorOperators.XOR, t31.and(x4.not()));
        LongVector.fromArray(SPECIES, other, 3 * WIDTH)
                .lanewise(VectorOperators.XOR, t39)
                .intoArray(other, 3 * WIDTH);
        LongVector.fromArray(SPECIES, other, 28 * WIDTH)
                .lanewise(VectorOperators.XOR, t38)
                .intoArray(other, 28 * WIDTH);
        LongVector.fromArray(SPECIES, other, 10 * WIDTH)
                .lanewise(VectorOperators.XOR, t37)
                .intoArray(other, 10 * WIDTH);
        LongVector.fromArray(SPECIES, other, 18 * WIDTH)
                .lanewise(VectorOperators.XOR, t36)
                .intoArray(other, 18 * WIDTH);
    }

    /** S7. */
    static void s7(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        LongVector x0 = LongVector.fromArray(SPECIES, half, expansion[36])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 36]));
        LongVector x1 = LongVector.fromArray(SPECIES, half, expansion[37])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 37]));
        LongVector x2 = LongVector.fromArray(SPECIES, half, expansion[38])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 38]));
        LongVector x3 = LongVector.fromArray(SPECIES, half, expansion[39])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 39]));
        LongVector x4 = LongVector.fromArray(SPECIES, half, expansion[40])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 40]));
        LongVector x5 = LongVector.fromArray(SPECIES, half, expansion[41])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 41]));
        LongVector t1 = x3.or(x0).lanewise(VectorOperators.XOR, x2).and(x2);
        LongVector t2 = x3.and(x2).not().or(x0);
        LongVector t3 = x3.and(x2).lanewise(VectorOperators.XOR, x0);
        LongVector t4 = x3.lanewise(VectorOperators.XOR, x0).and(x0.or(x2));
        LongVector t5 = x3.lanewise(VectorOperators.XOR, x2).and(x0);
        LongVector t6 = x3.and(x2).or(x0).lanewise(VectorOperators.XOR, x2);
        LongVector t7 = x3.lanewise(VectorOperators.XOR, x0);
        LongVector t8 = x0.or(x3.or(x2));
        LongVector t9 = x3.lanewise(VectorOperators.XOR, x0.and(x2));
        LongVector t10 = x3.lanewise(VectorOperators.XOR, x0)
                .lanewise(VectorOperators.XOR, x3.or(x0).and(x2));
        LongVector t11 = x0.lanewise(
                VectorOperators.XOR, x3.lanewise(VectorOperators.XOR, x2).or(x0.and(x2)));
        LongVector t12 = x3.lanewise(VectorOperators.XOR, x2).and(x0).lanewise(VectorOperators.XOR, x3);
        LongVector t13 = x3.and(x0.or(x2));
        LongVector t14 = t12.not().lanewise(VectorOperators.XOR, t2.and(x4));
        LongVector t15 = t12.lanewise(VectorOperators.XOR, t7.and(x4));
        LongVector t16 = t10.lanewise(VectorOperators.XOR, t2.not().and(x4));
        LongVector t17 = t8.lanewise(VectorOperators.XOR, t5.and(x4));
        LongVector t18 = t6.lanewise(VectorOperators.XOR, t10.not().and(x4));
        LongVector t19 = t5.bitwiseBlend(t9, x4).not();
        LongVector t20 = t6.not().lanewise(VectorOperators.XOR, t4.and(x4));
        LongVector t21 = x0.bitwiseBlend(t3, x4);
        LongVector t22 = t5.bitwiseBlend(x3, x4).not();
        LongVector t23 = t3.not().bitwiseBlend(t7, x4);
        LongVector t24 = t13.not().bitwiseBlend(t2, x4);
        LongVector t25 = t10.lanewise(VectorOperators.XOR, t4.not().and(x4));
        LongVector t26 = t16.lanewise(VectorOperators.XOR, t18.and(x5.not()));
        LongVector t27 = t17.lanewise(VectorOperators.XOR, t1.and(x5));
        LongVector t28 = t11.not().lanewise(VectorOperators.XOR, t19.and(x5));
        LongVector t29 = t14.lanewise(VectorOperators.XOR, t21.and(x5.not()));
        LongVector t30 = x2.not().lanewise(VectorOperators.XOR, t15.and(x5));
        LongVector t31 = t22.bitwiseBlend(t24, x5);
        LongVector t32 = t25.lanewise(VectorOperators.XOR, t20.and(x5));
        LongVector t33 = t23.bitwiseBlend(t25, x5);
        LongVector t34 = t26.lanewise(VectorOperators.XOR, t31.and(x1));
        LongVector t35 = t32.lanewise(VectorOperators.XOR, t27.and(x1.not()));
        LongVector t36 = t33.lanewise(VectorOperators.XOR, t30.and(x1.not()));
        LongVector t37 = t29.lanewise(VectorOperators.XOR, t28.and(x1));
        LongVector.fromArray(SPECIES, other, 31 * WIDTH)
                .lanewise(VectorOperators.XOR, t35)
                .intoArray(other, 31 * WIDTH);
        LongVector.fromArray(SPECIES, other, 11 * WIDTH)
                .lanewise(VectorOperators.XOR, t37)
                .intoArray(other, 11 * WIDTH);
        LongVector.fromArray(SPECIES, other, 21 * WIDTH)
                .lanewise(VectorOperators.XOR, t34)
                .intoArray(other, 21 * WIDTH);
        LongVector.fromArray(SPECIES, other, 6 * WIDTH)
                .lanewise(VectorOperators.XOR, t36)
                .intoArray(other, 6 * WIDTH);
    }

    /** S8. */
    static void s8(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        LongVector x0 = LongVector.fromArray(SPECIES, half, expansion[42])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 42]));
        LongVector x1 = LongVector.fromArray(SPECIES, half, expansion[43])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 43]));
        LongVector x2 = LongVector.fromArray(SPECIES, half, expansion[44])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 44]));
        LongVector x3 = LongVector.fromArray(SPECIES, half, expansion[45])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 45]));
        LongVector x4 = LongVector.fromArray(SPECIES, half, expansion[46])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 46]));
        LongVector x5 = LongVector.fromArray(SPECIES, half, expansion[47])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 47]));
        LongVector t1 = x1.or(x2);
        LongVector t2 = x1.lanewise(VectorOperators.XOR, x2).and(x3.or(x2));
        LongVector t3 = x1.not().or(x3);
        LongVector t4 = x3.lanewise(VectorOperators.XOR, x1)
                .lanewise(VectorOperators.XOR, x3.or(x1).and(x2));
        LongVector t5 = x3.and(x1.or(x2));
        LongVector t6 = x3.not().or(x1).lanewise(VectorOperators.XOR, x2);
        LongVector t7 = x3.lanewise(VectorOperators.XOR, x1);
        LongVector t8 = x1.lanewise(VectorOperators.XOR, x2).lanewise(VectorOperators.XOR, x3);
        LongVector t9 = x3.lanewise(VectorOperators.XOR, x1.or(x2));
        LongVector t10 = x3.lanewise(VectorOperators.XOR, x2).lanewise(VectorOperators.XOR, x1.and(x2));
        LongVector t11 = x3.lanewise(VectorOperators.XOR, x1).and(x2).lanewise(VectorOperators.XOR, x3);
        LongVector t12 = x1.not().or(x3).lanewise(VectorOperators.XOR, x2);
        LongVector t13 = t5.not().lanewise(VectorOperators.XOR, t9.and(x4));
        LongVector t14 = t1.not().lanewise(VectorOperators.XOR, t3.and(x4.not()));
        LongVector t15 = t10.lanewise(VectorOperators.XOR, t12.and(x4.not()));
        LongVector t16 = t4.lanewise(VectorOperators.XOR, t12.not().and(x4.not()));
        LongVector t17 = t5.not().lanewise(VectorOperators.XOR, t7.and(x4.not()));
        LongVector t18 = t2.not().lanewise(VectorOperators.XOR, x3.not().and(x4));
        LongVector t19 = t9.bitwiseBlend(t6, x4);
        LongVector t20 = t12.lanewise(VectorOperators.XOR, t12.not().and(x4.not()));
        LongVector t21 = t11.bitwiseBlend(t9.not(), x4);
        LongVector t22 = t8.bitwiseBlend(t10, x4).not();
        LongVector t23 = t12.not().lanewise(VectorOperators.XOR, t10.and(x4.not()));
        LongVector t24 = t8.bitwiseBlend(t12, x4);
        LongVector t25 = x3.not().lanewise(VectorOperators.XOR, t9.not().and(x4));
        LongVector t26 = t17.bitwiseBlend(t19, x0);
        LongVector t27 = t18.lanewise(VectorOperators.XOR, t20.and(x0.not()));
        LongVector t28 = t22.lanewise(VectorOperators.XOR, t25.and(x0.not()));
        LongVector t29 = t21.lanewise(VectorOperators.XOR, t13.and(x0));
        LongVector t30 = t15.not().lanewise(VectorOperators.XOR, t14.and(x0));
        LongVector t31 = t15.lanewise(VectorOperators.XOR, t16.and(x0));
        LongVector t32 = t24.bitwiseBlend(t23, x0);
        LongVector t33 = t28.bitwiseBlend(t27, x5);
        LongVector t34 = t32.not().lanewise(VectorOperators.XOR, t29.and(x5));
        LongVector t35 = t31.bitwiseBlend(t30, x5);
        LongVector t36 = t32.lanewise(VectorOperators.XOR, t26.and(x5.not()));
        LongVector.fromArray(SPECIES, other, 4 * WIDTH)
                .lanewise(VectorOperators.XOR, t36)
                .intoArray(other, 4 * WIDTH);
        LongVector.fromArray(SPECIES, other, 26 * WIDTH)
                .lanewise(VectorOperators.XOR, t35)
                .intoArray(other, 26 * WIDTH);
        LongVector.fromArray(SPECIES, other, 14 * WIDTH)
                .lanewise(VectorOperators.XOR, t33)
                .intoArray(other, 14 * WIDTH);
        LongVector.fromArray(SPECIES, other, 20 * WIDTH)
                .lanewise(VectorOperators.XOR, t34)
                .intoArray(other, 20 * WIDTH);
    }
}
