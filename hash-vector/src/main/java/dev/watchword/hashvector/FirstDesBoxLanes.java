package dev.watchword.hashvector;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The first four S-boxes of DES (FIPS 46-3) as circuits of gates, on as many blocks as a vector has bits.
 *
 * <p>The circuits come from the tables: each output was split by one input after another, as a choice between two smaller
 * functions or as one of them and their difference, in the order and in the way of each step that left the fewest different
 * ones, until functions of three inputs were left. A processor with 512 bits computes any gate of three inputs at once, and
 * the compiler draws the calls of one line together into it.
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
        LongVector x0 = LongVector.fromArray(SPECIES, half, expansion[0])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 0]));
        LongVector x1 = LongVector.fromArray(SPECIES, half, expansion[1])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 1]));
        LongVector x2 = LongVector.fromArray(SPECIES, half, expansion[2])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 2]));
        LongVector x3 = LongVector.fromArray(SPECIES, half, expansion[3])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 3]));
        LongVector x4 = LongVector.fromArray(SPECIES, half, expansion[4])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 4]));
        LongVector x5 = LongVector.fromArray(SPECIES, half, expansion[5])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 5]));
        LongVector t1 = x4.not().lanewise(VectorOperators.XOR, x5).or(x3);
        LongVector t2 = x3.lanewise(VectorOperators.XOR, x4).or(x5.lanewise(VectorOperators.XOR, x4));
        LongVector t3 = x5.lanewise(VectorOperators.XOR, x4).and(x3);
        LongVector t4 = x4.lanewise(VectorOperators.XOR, x5.or(x4));
        LongVector t5 = x5.lanewise(VectorOperators.XOR, x5.or(x3)).or(x4);
        LongVector t6 = x5.lanewise(VectorOperators.XOR, x4).or(x3.and(x4));
        LongVector t7 = x3.lanewise(VectorOperators.XOR, x4).or(x5);
        LongVector t8 = x5.lanewise(VectorOperators.XOR, x5.and(x3).or(x4));
        LongVector t9 = x3.lanewise(VectorOperators.XOR, x4).and(x5).lanewise(VectorOperators.XOR, x3);
        LongVector t10 = x5.lanewise(VectorOperators.XOR, x4).lanewise(VectorOperators.XOR, x3.and(x5.or(x4)));
        LongVector t11 = x3.lanewise(VectorOperators.XOR, x5.or(x3)).or(x4);
        LongVector t12 = x5.and(x3).lanewise(VectorOperators.XOR, x3.or(x4));
        LongVector t13 = x5.and(x4).lanewise(VectorOperators.XOR, x3.or(x5.or(x4)));
        LongVector t14 = x5.and(x4);
        LongVector t15 = x5.and(x3).or(x3.lanewise(VectorOperators.XOR, x4).lanewise(VectorOperators.XOR, x5));
        LongVector t16 = x4.not().or(x5.lanewise(VectorOperators.XOR, x3));
        LongVector t17 = x5.lanewise(VectorOperators.XOR, t7.not().and(x0));
        LongVector t18 = t1.not().lanewise(VectorOperators.XOR, t2.and(x0.not()));
        LongVector t19 = t3.not().lanewise(VectorOperators.XOR, t13.and(x0));
        LongVector t20 = x4.not().lanewise(VectorOperators.XOR, t12.and(x0.not()));
        LongVector t21 = t14.lanewise(VectorOperators.XOR, t7.not().and(x0.not()));
        LongVector t22 = t15.not().lanewise(VectorOperators.XOR, t1.and(x0));
        LongVector t23 = t5.lanewise(VectorOperators.XOR, t6.not().and(x0.not()));
        LongVector t24 = t13.bitwiseBlend(t15.not(), x0);
        LongVector t25 = x4.lanewise(VectorOperators.XOR, t5.not().and(x0));
        LongVector t26 = t15.bitwiseBlend(t16, x0);
        LongVector t27 = t1.lanewise(VectorOperators.XOR, t16.not().and(x0));
        LongVector t28 = t4.lanewise(VectorOperators.XOR, t9.not().and(x0));
        LongVector t29 = t11.lanewise(VectorOperators.XOR, t11.not().and(x0.not()));
        LongVector t30 = t3.lanewise(VectorOperators.XOR, t16.and(x0));
        LongVector t31 = t14.not().lanewise(VectorOperators.XOR, t8.and(x0.not()));
        LongVector t32 = t27.lanewise(VectorOperators.XOR, t28.and(x2));
        LongVector t33 = t18.lanewise(VectorOperators.XOR, t25.and(x2));
        LongVector t34 = t23.lanewise(VectorOperators.XOR, t17.and(x2));
        LongVector t35 = t26.lanewise(VectorOperators.XOR, t21.and(x2));
        LongVector t36 = t10.lanewise(VectorOperators.XOR, t30.and(x2.not()));
        LongVector t37 = t22.lanewise(VectorOperators.XOR, t31.and(x2.not()));
        LongVector t38 = t19.lanewise(VectorOperators.XOR, t29.and(x2));
        LongVector t39 = t24.lanewise(VectorOperators.XOR, t20.and(x2.not()));
        LongVector t40 = t37.lanewise(VectorOperators.XOR, t34.and(x1.not()));
        LongVector t41 = t39.bitwiseBlend(t36, x1);
        LongVector t42 = t33.lanewise(VectorOperators.XOR, t32.and(x1));
        LongVector t43 = t38.lanewise(VectorOperators.XOR, t35.and(x1.not()));
        LongVector.fromArray(SPECIES, other, 8 * WIDTH)
                .lanewise(VectorOperators.XOR, t41)
                .intoArray(other, 8 * WIDTH);
        LongVector.fromArray(SPECIES, other, 16 * WIDTH)
                .lanewise(VectorOperators.XOR, t40)
                .intoArray(other, 16 * WIDTH);
        LongVector.fromArray(SPECIES, other, 22 * WIDTH)
                .lanewise(VectorOperators.XOR, t43)
                .intoArray(other, 22 * WIDTH);
        LongVector.fromArray(SPECIES, other, 30 * WIDTH)
                .lanewise(VectorOperators.XOR, t42)
                .intoArray(other, 30 * WIDTH);
    }

    /** S2. */
    static void s2(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        LongVector x0 = LongVector.fromArray(SPECIES, half, expansion[6])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 6]));
        LongVector x1 = LongVector.fromArray(SPECIES, half, expansion[7])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 7]));
        LongVector x2 = LongVector.fromArray(SPECIES, half, expansion[8])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 8]));
        LongVector x3 = LongVector.fromArray(SPECIES, half, expansion[9])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 9]));
        LongVector x4 = LongVector.fromArray(SPECIES, half, expansion[10])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 10]));
        LongVector x5 = LongVector.fromArray(SPECIES, half, expansion[11])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 11]));
        LongVector t1 = x3.and(x4).lanewise(VectorOperators.XOR, x2);
        LongVector t2 = x3.lanewise(VectorOperators.XOR, x4).or(x2);
        LongVector t3 = x3.and(x2);
        LongVector t4 = x3.and(x4).or(x2.and(x3.or(x4)));
        LongVector t5 = x3.lanewise(VectorOperators.XOR, x4).or(x3.lanewise(VectorOperators.XOR, x2.and(x4)));
        LongVector t6 = x2.lanewise(VectorOperators.XOR, x4);
        LongVector t7 = x3.lanewise(VectorOperators.XOR, x2).and(x4).lanewise(VectorOperators.XOR, x3);
        LongVector t8 = x3.lanewise(VectorOperators.XOR, x2.not().or(x4));
        LongVector t9 = x4.not().or(x3).lanewise(VectorOperators.XOR, x2);
        LongVector t10 = x4.not().or(x3.lanewise(VectorOperators.XOR, x2));
        LongVector t11 = x2.lanewise(VectorOperators.XOR, x3.or(x4));
        LongVector t12 = x3.and(x4).or(x2);
        LongVector t13 = x2.not().lanewise(VectorOperators.XOR, t9.and(x0));
        LongVector t14 = t7.bitwiseBlend(t6.not(), x0);
        LongVector t15 = x3.lanewise(VectorOperators.XOR, t1.and(x0.not()));
        LongVector t16 = t4.lanewise(VectorOperators.XOR, t5.and(x0.not()));
        LongVector t17 = t10.lanewise(VectorOperators.XOR, x4.not().and(x0.not()));
        LongVector t18 = t2.not().and(x0).not();
        LongVector t19 = x3.bitwiseBlend(t7, x0);
        LongVector t20 = t9.bitwiseBlend(t6, x0);
        LongVector t21 = t3.bitwiseBlend(x4, x0);
        LongVector t22 = t10.or(x0.not());
        LongVector t23 = t11.lanewise(VectorOperators.XOR, t7.not().and(x0));
        LongVector t24 = t8.bitwiseBlend(x3, x0);
        LongVector t25 = t8.and(x0).not();
        LongVector t26 = t5.not().lanewise(VectorOperators.XOR, x0);
        LongVector t27 = t24.lanewise(VectorOperators.XOR, t17.and(x1));
        LongVector t28 = t12.not().lanewise(VectorOperators.XOR, t19.and(x1));
        LongVector t29 = t22.lanewise(VectorOperators.XOR, t13.and(x1));
        LongVector t30 = t14.lanewise(VectorOperators.XOR, t25.and(x1.not()));
        LongVector t31 = t26.lanewise(VectorOperators.XOR, x2.not().and(x1.not()));
        LongVector t32 = t20.lanewise(VectorOperators.XOR, t15.and(x1));
        LongVector t33 = t21.lanewise(VectorOperators.XOR, t23.and(x1));
        LongVector t34 = t16.lanewise(VectorOperators.XOR, t18.and(x1.not()));
        LongVector t35 = t34.lanewise(VectorOperators.XOR, t33.and(x5));
        LongVector t36 = t27.bitwiseBlend(t30, x5);
        LongVector t37 = t32.lanewise(VectorOperators.XOR, t29.and(x5));
        LongVector t38 = t31.lanewise(VectorOperators.XOR, t28.and(x5.not()));
        LongVector.fromArray(SPECIES, other, 12 * WIDTH)
                .lanewise(VectorOperators.XOR, t37)
                .intoArray(other, 12 * WIDTH);
        LongVector.fromArray(SPECIES, other, 27 * WIDTH)
                .lanewise(VectorOperators.XOR, t38)
                .intoArray(other, 27 * WIDTH);
        LongVector.fromArray(SPECIES, other, 1 * WIDTH)
                .lanewise(VectorOperators.XOR, t35)
                .intoArray(other, 1 * WIDTH);
        LongVector.fromArray(SPECIES, other, 17 * WIDTH)
                .lanewise(VectorOperators.XOR, t36)
                .intoArray(other, 17 * WIDTH);
    }

    /** S3. */
    static void s3(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        LongVector x0 = LongVector.fromArray(SPECIES, half, expansion[12])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 12]));
        LongVector x1 = LongVector.fromArray(SPECIES, half, expansion[13])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 13]));
        LongVector x2 = LongVector.fromArray(SPECIES, half, expansion[14])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 14]));
        LongVector x3 = LongVector.fromArray(SPECIES, half, expansion[15])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 15]));
        LongVector x4 = LongVector.fromArray(SPECIES, half, expansion[16])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 16]));
        LongVector x5 = LongVector.fromArray(SPECIES, half, expansion[17])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 17]));
        LongVector t1 = x4.not().or(x5);
        LongVector t2 = x5.or(x4.not().or(x1));
        LongVector t3 = x5.not().or(x4);
        LongVector t4 = x4.lanewise(VectorOperators.XOR, x5);
        LongVector t5 = x5.lanewise(VectorOperators.XOR, x1).lanewise(VectorOperators.XOR, x4);
        LongVector t6 = x5.lanewise(VectorOperators.XOR, x4.or(x5)).or(x1);
        LongVector t7 = x4.lanewise(VectorOperators.XOR, x1).or(x5.and(x1));
        LongVector t8 = x4.lanewise(VectorOperators.XOR, x5).and(x1).lanewise(VectorOperators.XOR, x4);
        LongVector t9 = x4.lanewise(VectorOperators.XOR, x1).or(x5);
        LongVector t10 = x4.lanewise(VectorOperators.XOR, x1.not().or(x5));
        LongVector t11 = x4.lanewise(VectorOperators.XOR, x1).and(x4.or(x5));
        LongVector t12 = x4.lanewise(VectorOperators.XOR, x1)
                .lanewise(VectorOperators.XOR, x4.and(x1).or(x5));
        LongVector t13 = x4.and(x5).lanewise(VectorOperators.XOR, x1);
        LongVector t14 = x5.not().or(x1);
        LongVector t15 = t11.lanewise(VectorOperators.XOR, x4.not().and(x2));
        LongVector t16 = t9.lanewise(VectorOperators.XOR, x1.and(x2));
        LongVector t17 = t8.lanewise(VectorOperators.XOR, t9.not().and(x2.not()));
        LongVector t18 = x5.not().bitwiseBlend(t14, x2);
        LongVector t19 = t4.not().lanewise(VectorOperators.XOR, t6.and(x2));
        LongVector t20 = t10.not().bitwiseBlend(t4, x2);
        LongVector t21 = t5.lanewise(VectorOperators.XOR, x4.and(x2.not()));
        LongVector t22 = t10.lanewise(VectorOperators.XOR, t1.and(x2));
        LongVector t23 = t3.lanewise(VectorOperators.XOR, t13.not().and(x2.not()));
        LongVector t24 = t6.lanewise(VectorOperators.XOR, t11.not().and(x2));
        LongVector t25 = t12.not().lanewise(VectorOperators.XOR, t9.and(x2));
        LongVector t26 = t5.lanewise(VectorOperators.XOR, x4.not().and(x2.not()));
        LongVector t27 = t11.not().bitwiseBlend(t7, x2);
        LongVector t28 = t19.bitwiseBlend(t19.not(), x3);
        LongVector t29 = t21.lanewise(VectorOperators.XOR, x4.not().and(x3));
        LongVector t30 = t27.lanewise(VectorOperators.XOR, t18.and(x3));
        LongVector t31 = t23.bitwiseBlend(t2, x3);
        LongVector t32 = t25.lanewise(VectorOperators.XOR, t17.and(x3));
        LongVector t33 = t26.bitwiseBlend(t22, x3);
        LongVector t34 = t20.lanewise(VectorOperators.XOR, t15.and(x3));
        LongVector t35 = t24.lanewise(VectorOperators.XOR, t16.and(x3.not()));
        LongVector t36 = t32.bitwiseBlend(t34, x0);
        LongVector t37 = t35.bitwiseBlend(t33, x0);
        LongVector t38 = t29.bitwiseBlend(t30, x0);
        LongVector t39 = t28.lanewise(VectorOperators.XOR, t31.and(x0.not()));
        LongVector.fromArray(SPECIES, other, 23 * WIDTH)
                .lanewise(VectorOperators.XOR, t39)
                .intoArray(other, 23 * WIDTH);
        LongVector.fromArray(SPECIES, other, 15 * WIDTH)
                .lanewise(VectorOperators.XOR, t37)
                .intoArray(other, 15 * WIDTH);
        LongVector.fromArray(SPECIES, other, 29 * WIDTH)
                .lanewise(VectorOperators.XOR, t36)
                .intoArray(other, 29 * WIDTH);
        LongVector.fromArray(SPECIES, other, 5 * WIDTH)
                .lanewise(VectorOperators.XOR, t38)
                .intoArray(other, 5 * WIDTH);
    }

    /** S4. */
    static void s4(long[] half, int[] expansion, long[] keys, int[] schedule, int round, long[] other) {
        LongVector x0 = LongVector.fromArray(SPECIES, half, expansion[18])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 18]));
        LongVector x1 = LongVector.fromArray(SPECIES, half, expansion[19])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 19]));
        LongVector x2 = LongVector.fromArray(SPECIES, half, expansion[20])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 20]));
        LongVector x3 = LongVector.fromArray(SPECIES, half, expansion[21])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 21]));
        LongVector x4 = LongVector.fromArray(SPECIES, half, expansion[22])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 22]));
        LongVector x5 = LongVector.fromArray(SPECIES, half, expansion[23])
                .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, keys, schedule[round + 23]));
        LongVector t1 = x0.not().or(x4.lanewise(VectorOperators.XOR, x2));
        LongVector t2 = x4.lanewise(VectorOperators.XOR, x0).and(x2.or(x0));
        LongVector t3 = x4.and(x0).or(x2).lanewise(VectorOperators.XOR, x0);
        LongVector t4 = x4.lanewise(VectorOperators.XOR, x4.or(x2)).or(x0);
        LongVector t5 = x2.and(x0).lanewise(VectorOperators.XOR, x4.or(x0));
        LongVector t6 = x4.lanewise(VectorOperators.XOR, x2).or(x0);
        LongVector t7 = x4.and(x4.lanewise(VectorOperators.XOR, x0).or(x2));
        LongVector t8 = x2.and(x0).lanewise(VectorOperators.XOR, x2.or(x4.or(x0)));
        LongVector t9 = t8.not().lanewise(VectorOperators.XOR, x4.and(x3.not()));
        LongVector t10 = t3.not().lanewise(VectorOperators.XOR, t8.not().and(x3));
        LongVector t11 = t3.not().lanewise(VectorOperators.XOR, t7.not().and(x3));
        LongVector t12 = t7.not().lanewise(VectorOperators.XOR, t1.and(x3));
        LongVector t13 = t5.lanewise(VectorOperators.XOR, t2.not().and(x3));
        LongVector t14 = t2.lanewise(VectorOperators.XOR, t6.and(x3));
        LongVector t15 = x2.lanewise(VectorOperators.XOR, t5.and(x3.not()));
        LongVector t16 = t4.lanewise(VectorOperators.XOR, t5.and(x3.not()));
        LongVector t17 = t12.lanewise(VectorOperators.XOR, t15.and(x1.not()));
        LongVector t18 = t11.lanewise(VectorOperators.XOR, t16.and(x1.not()));
        LongVector t19 = t13.bitwiseBlend(t10, x1);
        LongVector t20 = t9.bitwiseBlend(t14, x1);
        LongVector t21 = t18.not().bitwiseBlend(t20, x5);
        LongVector t22 = t20.bitwiseBlend(t18, x5);
        LongVector t23 = t17.not().lanewise(VectorOperators.XOR, t19.not().and(x5.not()));
        LongVector t24 = t17.lanewise(VectorOperators.XOR, t19.and(x5));
        LongVector.fromArray(SPECIES, other, 25 * WIDTH)
                .lanewise(VectorOperators.XOR, t21)
                .intoArray(other, 25 * WIDTH);
        LongVector.fromArray(SPECIES, other, 19 * WIDTH)
                .lanewise(VectorOperators.XOR, t22)
                .intoArray(other, 19 * WIDTH);
        LongVector.fromArray(SPECIES, other, 9 * WIDTH)
                .lanewise(VectorOperators.XOR, t23)
                .intoArray(other, 9 * WIDTH);
        LongVector.fromArray(SPECIES, other, 0 * WIDTH)
                .lanewise(VectorOperators.XOR, t24)
                .intoArray(other, 0 * WIDTH);
    }
}
