package dev.watchword.agent.fleet;

import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.FleetKeyTerms;
import dev.watchword.protocol.OpeningKey;
import dev.watchword.protocol.SealedFleetKey;
import dev.watchword.protocol.SealingKey;
import dev.watchword.protocol.SigningKey;
import dev.watchword.protocol.VerificationKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What keeps a fleet at one key that nobody else knows: each method is one rule. The simulation breaks them one by one, and must notice. Has no state. */
class FleetKeyRules {

    /** A machine stays with the project whose key it has, whatever the server says. */
    boolean isOfItsProject(String project, String told) {
        return project.isEmpty() || project.equals(told);
    }

    /** A key that was given up never comes back. */
    boolean mayTake(FleetKeys keys, String keyId) throws IOException {
        return !keys.isFormer(keyId);
    }

    /** A proposal is durable before anybody hears of it: its answer may be lost, and then the fleet's key with it. */
    void beforeProposing(FleetKeys keys, FleetKey key) throws IOException {
        keys.keepProposal(key);
    }

    /** What was proposed is the fleet's only when the server names it. */
    boolean isTheFleets(FleetKey proposed, String named) {
        return proposed.id().equals(named);
    }

    /** A copy is believed when its sender sealed it for this agent and project, and it holds the key that it names. */
    Optional<FleetKey> opened(SealedFleetKey copy, FleetKeyTerms terms, List<OpeningKey> keys, VerificationKey sender) {
        return copy.open(terms, keys, sender);
    }

    /** Only the recipient can open what the server carries. */
    SealedFleetKey sealed(SigningKey sender, SealingKey recipient, FleetKeyTerms terms, FleetKey key) {
        return SealedFleetKey.seal(sender, recipient, terms, key);
    }

    /** The server hears whose copy could not be opened, to ask somebody else. */
    String complaint(String senderId) {
        return senderId;
    }
}
