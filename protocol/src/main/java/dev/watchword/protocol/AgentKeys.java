package dev.watchword.protocol;

import java.security.SecureRandom;

/**
 * The private keys that an agent makes on its own machine and that never leave it. Prints nothing of them.
 *
 * @param signing proves that a request is the agent's
 * @param opening opens what is sealed for it
 */
public record AgentKeys(SigningKey signing, OpeningKey opening) {

    /** New ones. */
    public static AgentKeys generate(SecureRandom random) {
        return new AgentKeys(SigningKey.generate(random), OpeningKey.generate(random));
    }

    @Override
    public String toString() {
        return "AgentKeys[" + signing.publicKey().id() + "]";
    }
}
