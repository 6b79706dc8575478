package dev.watchword.protocol;

/**
 * How far an agent is with a command.
 *
 * @param state {@code delivered} and what else its kind knows; {@code done} and {@code failed} are the last
 * @param detail JSON in the form of its kind, {@code {}} without any; never a secret
 */
public record CommandAnswer(String state, String detail) {}
