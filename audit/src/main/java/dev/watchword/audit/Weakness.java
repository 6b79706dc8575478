package dev.watchword.audit;

import dev.watchword.candidate.Origin;
import dev.watchword.policy.Violation;
import java.util.List;

/** Why an account's password is weak. None of these holds the password or the word that it was made from. */
public sealed interface Weakness {

    /** The name in reports. */
    String wireName();

    /** One sentence for a person. */
    String explanation();

    /** Whether the password itself is known, and not only how it is stored or made. */
    default boolean passwordKnown() {
        return true;
    }

    /** Nothing needs to be typed. */
    record Empty() implements Weakness {
        @Override
        public String wireName() {
            return "empty";
        }

        @Override
        public String explanation() {
            return "no password is needed";
        }
    }

    /** The account's own name. */
    record SameAsUserName() implements Weakness {
        @Override
        public String wireName() {
            return "username";
        }

        @Override
        public String explanation() {
            return "the password is the account's own name";
        }
    }

    /** A word of the built-in list. */
    record InWordlist() implements Weakness {
        @Override
        public String wireName() {
            return "common";
        }

        @Override
        public String explanation() {
            return "the password is in the list of common passwords";
        }
    }

    /** A word of the operator's list. */
    record InCustomList() implements Weakness {
        @Override
        public String wireName() {
            return "custom";
        }

        @Override
        public String explanation() {
            return "the password is in your own list";
        }
    }

    /** Made by a rule from names that belong to the account. */
    record MadeByRule() implements Weakness {
        @Override
        public String wireName() {
            return "derived";
        }

        @Override
        public String explanation() {
            return "the password follows from a name or a usual pattern";
        }
    }

    /** What the product is delivered with. */
    record ProductDefault() implements Weakness {
        @Override
        public String wireName() {
            return "default";
        }

        @Override
        public String explanation() {
            return "the password is the one that the product is delivered with";
        }
    }

    /** Strong by itself, but several accounts have it. */
    record Shared() implements Weakness {
        @Override
        public String wireName() {
            return "shared";
        }

        @Override
        public String explanation() {
            return "other accounts of this machine have the same password";
        }
    }

    /** The way of storing it no longer protects any password. */
    record WeakScheme(String scheme) implements Weakness {
        @Override
        public String wireName() {
            return "weak_scheme";
        }

        @Override
        public String explanation() {
            return "the password is stored as " + scheme + ", which no longer protects it";
        }

        @Override
        public boolean passwordKnown() {
            return false;
        }
    }

    /** A clear-text password that breaks the rules and is in no list. */
    record BreaksPolicy(List<Violation> violations) implements Weakness {
        public BreaksPolicy {
            violations = List.copyOf(violations);
        }

        @Override
        public String wireName() {
            return "policy";
        }

        @Override
        public String explanation() {
            return violations.getFirst().explanation();
        }

        @Override
        public boolean passwordKnown() {
            return false;
        }
    }

    /** The weakness of a password that equals a candidate of this origin. */
    static Weakness of(Origin origin) {
        return switch (origin) {
            case EMPTY -> new Empty();
            case CUSTOM -> new InCustomList();
            case USER_NAME -> new SameAsUserName();
            case PRODUCT_DEFAULT -> new ProductDefault();
            case COMMON -> new InWordlist();
            case DERIVED -> new MadeByRule();
            case SHARED -> new Shared();
        };
    }
}
