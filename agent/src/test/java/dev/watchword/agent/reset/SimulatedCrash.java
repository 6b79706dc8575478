package dev.watchword.agent.reset;

/** The simulated machine or agent stops here; nothing in the agent may catch it. */
final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1;

    SimulatedCrash() {
        super("crash", null, false, false);
    }
}
