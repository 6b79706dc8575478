package dev.watchword.agent.scan;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What a scan is driven by: the kernels that it may have, and whose processor time is held to the agent's share. Safe for use by many threads.
 *
 * @param ageNanos since when this processor time is counted
 * @param cpuNanos processor time until now
 * @param fast whether faster kernels than the schemes' own may take over, at the cost of the memory that their compiler needs
 */
public record Engine(LongSupplier ageNanos, LongSupplier cpuNanos, boolean fast) {

    /** Of working memory that a fast kernel may keep. */
    public static final long MOST_KERNEL_BYTES = 4L << 20;

    /** The schemes' own kernels, in the agent's process. */
    public static Engine ofTheAgent() {
        return new Engine(Engine::age, Engine::cpu, false);
    }

    /**
     * Fast kernels, in a process beside the agent. Both have one share between them: what the agent takes meanwhile, this process leaves.
     *
     * @param agent whose child this process is
     */
    public static Engine besideTheAgent(ProcessHandle agent) {
        long before = cpuOf(agent);
        return new Engine(Engine::age, () -> cpu() + Math.max(0, cpuOf(agent) - before), true);
    }

    private static long age() {
        return TimeUnit.MILLISECONDS.toNanos(
                ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private static long cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    private static long cpuOf(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
}
