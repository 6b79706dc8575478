package dev.watchword.policy;

/** A rule that a password breaks, with the figures that a sentence about it needs; never a part of the password. */
public sealed interface Violation {

    /** One sentence that says what is expected. */
    String explanation();

    /** Fewer characters than the policy asks for. */
    record TooShort(int minimum) implements Violation {
        @Override
        public String explanation() {
            return "it has fewer than " + minimum + " characters";
        }
    }

    /** Too few character types. */
    record TooFewClasses(int found, int minimum) implements Violation {
        @Override
        public String explanation() {
            return "it mixes " + found + " of the four character types, at least " + minimum + " are required";
        }
    }

    /** One character repeated too often in a row. */
    record RunTooLong(int maximum) implements Violation {
        @Override
        public String explanation() {
            return "a character stands more than " + maximum + " times in a row";
        }
    }

    /** The user's name, as it is or reversed. */
    record IsUserName() implements Violation {
        @Override
        public String explanation() {
            return "it is the user name, or the user name reversed";
        }
    }

    /** More characters than a password may have. */
    record TooLong(int maximum) implements Violation {
        @Override
        public String explanation() {
            return "it has more than " + maximum + " characters";
        }
    }

    /** One of the user's last passwords, the present one included. */
    record Reused(int last) implements Violation {
        @Override
        public String explanation() {
            return last == 1 ? "it is the present password" : "it is one of the last " + last + " passwords";
        }
    }

    /** A word that guessers try first. */
    record CommonWord() implements Violation {
        @Override
        public String explanation() {
            return "it is on a list of weak passwords";
        }
    }
}
