package dev.watchword.agent.reset;

/** Carries what became of a reset to the server. The same may be told twice. */
public interface Teller {

    /**
     * Tells.
     *
     * @param commandId the reset's
     * @param state {@code staged}, {@code applied}, {@code verified} or {@code failed}
     * @param detail JSON, never a secret
     * @return whether the server has it, or has finished the command already; {@code false} asks to be told again later
     */
    boolean tell(String commandId, String state, String detail);
}
