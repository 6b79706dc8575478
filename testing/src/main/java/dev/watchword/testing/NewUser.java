package dev.watchword.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A user that is about to be made by useradd(8), with a home folder. Without a password nobody can log in, as useradd
 * leaves it. Used by one thread, once.
 */
public final class NewUser {

    private final MachineRoot machine;
    private final String name;
    private final List<String> words = new ArrayList<>(List.of("useradd", "--create-home"));
    private final StringBuilder script = new StringBuilder();
    private String input = "";

    NewUser(MachineRoot machine, String name) {
        this.machine = machine;
        this.name = name;
    }

    /** The comment field; commas part full name, room and phones. */
    public NewUser fullName(String text) {
        return option("--comment", text);
    }

    /** {@code /bin/sh} when none is named. */
    public NewUser shell(String path) {
        return option("--shell", path);
    }

    /** A number below 1000 of the system's own range. */
    public NewUser system() {
        words.add("--system");
        return this;
    }

    /** Any option of useradd(8) with its value. */
    public NewUser option(String option, String value) {
        words.add(option);
        words.add(value);
        return this;
    }

    /** A password set through PAM. */
    public NewUser password(String password) {
        return password(password, PasswordTool.PAM);
    }

    /** A clear password and the tool that stores it; a hash, if the tool is {@link PasswordTool#HASH}. */
    public NewUser password(String text, PasswordTool tool) {
        input = MachineRoot.passwordLine(name, text);
        script.setLength(0);
        script.append(tool.script());
        return this;
    }

    /** Makes the user and returns the machine. */
    public MachineRoot create() {
        words.add(name);
        machine.run(ShellWords.join(words) + "\n" + script, input);
        return machine;
    }
}
