package dev.watchword.cli;

/** The agent's commands alone, as an installed agent has them: no code of the server is needed or loaded. */
public final class AgentMain {

    private AgentMain() {}

    /** Runs the command of a shell or of a unit. */
    public static void main(String[] arguments) {
        System.exit(Watchword.lineOf(new AgentCommand()).execute(arguments));
    }
}
