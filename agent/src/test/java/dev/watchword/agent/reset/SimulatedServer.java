package dev.watchword.agent.reset;

import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.OpeningKey;
import dev.watchword.protocol.ResetSealer;
import dev.watchword.protocol.ResetTerms;
import dev.watchword.protocol.SealedReset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The server's rules about resets once more: what it offers, what it hears, and what it shows. */
final class SimulatedServer {

    static final String HOST = "host-1";

    private static final Set<String> PENDING = Set.of("accepted", "delivered", "staged");
    private static final Set<String> IN_EFFECT = Set.of("applied", "verified");

    /** A reset with the command that carries it. */
    static final class Shown {
        final String id;
        final String account;
        final long counter;
        final String password;
        final boolean atOnce;
        final long acceptedAt;
        final long expires;
        final String envelope;
        String offered;
        String state = "accepted";
        String reason = "";
        long supersededAt = Long.MAX_VALUE;
        boolean withdrawn;
        boolean closed;

        Shown(ResetTerms terms, String password, boolean atOnce, long acceptedAt, String envelope) {
            this.id = terms.commandId();
            this.account = terms.account();
            this.counter = terms.counter();
            this.password = password;
            this.atOnce = atOnce;
            this.acceptedAt = acceptedAt;
            this.expires = terms.expires();
            this.envelope = envelope;
            this.offered = envelope;
        }

        @Override
        public String toString() {
            return id + " of " + account + " is " + state + " " + reason;
        }
    }

    final List<Shown> resets = new ArrayList<>();
    private final ResetSealer sealer;
    private final OpeningKey agent;

    SimulatedServer(ResetSealer sealer, OpeningKey agent) {
        this.sealer = sealer;
        this.agent = agent;
    }

    Shown request(String account, boolean atOnce, long now, long life) {
        long counter = resets.size() + 1L;
        String id = "reset-" + counter;
        String password = "password of " + id;
        ResetTerms terms = new ResetTerms(HOST, account, id, counter, now - 900_000, now + life);
        SealedReset sealed = sealer.seal(terms, agent.publicKey(), password.getBytes(StandardCharsets.UTF_8));
        for (Shown older : resets) {
            if (older.account.equals(account) && PENDING.contains(older.state) && older.expires > now) {
                older.state = "failed";
                older.reason = "superseded";
                older.supersededAt = now;
                older.withdrawn = true;
            }
        }
        Shown shown = new Shown(terms, password, atOnce, now, sealed.toText());
        resets.add(shown);
        return shown;
    }

    CommandBatch commands(long now) {
        expire(now);
        List<CommandBatch.Command> open = resets.stream()
                .filter(each -> !each.closed && !each.withdrawn)
                .map(each -> new CommandBatch.Command(
                        each.id,
                        Resets.KIND,
                        "{\"envelope\":\"" + each.offered + "\"" + (each.atOnce ? ",\"apply\":\"now\"}" : "}"),
                        each.acceptedAt,
                        each.expires))
                .toList();
        return new CommandBatch(HOST, now, open);
    }

    void expire(long now) {
        for (Shown each : resets) {
            if (PENDING.contains(each.state) && each.expires <= now) {
                each.state = "expired";
                each.withdrawn = true;
            }
        }
    }

    void hear(String id, String state, String detail, long now) {
        expire(now);
        Shown reset =
                resets.stream().filter(each -> each.id.equals(id)).findFirst().orElseThrow();
        if (reset.closed) {
            return;
        }
        if (mayBecome(reset, state) && !(IN_EFFECT.contains(state) && newerIsInEffect(reset))) {
            reset.state = state;
            reset.reason = detail.replaceAll(".*\"reason\":\"(\\w+)\".*|.*", "$1");
            reset.withdrawn |= !PENDING.contains(state);
        }
        reset.closed = state.equals("verified") || state.equals("failed");
    }

    private boolean newerIsInEffect(Shown reset) {
        return resets.stream()
                .anyMatch(each -> each.account.equals(reset.account)
                        && each.counter > reset.counter
                        && IN_EFFECT.contains(each.state));
    }

    private static boolean mayBecome(Shown reset, String next) {
        List<String> order = List.of("accepted", "delivered", "staged", "applied", "verified", "failed");
        return switch (reset.state) {
            case "accepted", "delivered", "staged" -> order.indexOf(next) > order.indexOf(reset.state);
            case "applied" -> next.equals("verified") || next.equals("failed");
            case "failed" -> reset.reason.equals("superseded") && IN_EFFECT.contains(next);
            case "expired" -> IN_EFFECT.contains(next);
            default -> false;
        };
    }

    boolean isPending(Shown reset) {
        return PENDING.contains(reset.state);
    }

    boolean isInEffect(Shown reset) {
        return IN_EFFECT.contains(reset.state);
    }
}
