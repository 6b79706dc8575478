package dev.watchword.cli;

/** Takes single lines for the person who started the command. */
@FunctionalInterface
interface LineOut {
    void line(String text);
}
