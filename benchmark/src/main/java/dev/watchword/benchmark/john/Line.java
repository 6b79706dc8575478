package dev.watchword.benchmark.john;

import java.util.List;
import java.util.Optional;

/**
 * What was measured of one work.
 *
 * @param watchword its runs
 * @param john runs of the installed John, for the whole work
 * @param johnShare the share of the work that John was given
 * @param libxcryptSeconds medians for the whole work
 * @param jumboSeconds of John jumbo, taken to be as much slower than on the Zen 5 as libxcrypt is
 */
record Line(
        Work work,
        List<Measured> watchword,
        List<Measured> john,
        double johnShare,
        Optional<Double> libxcryptSeconds,
        double jumboSeconds) {

    Line {
        watchword = List.copyOf(watchword);
        john = List.copyOf(john);
    }

    double ratioToJumbo() {
        return jumboSeconds / Measured.median(watchword).cpuSeconds();
    }

    boolean met() {
        return ratioToJumbo() >= work.goal();
    }
}
