package dev.watchword.agent.reset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.machine.Machine;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.ResetOpener;
import dev.watchword.protocol.ResetOpening;
import dev.watchword.protocol.SealedReset;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes new passwords from the server's signed lists of commands and applies them: each at most once, the newest of an
 * account only, never after its time, and not before a boot unless it is wanted at once. The journal is read anew at every
 * turn, so that a crash at any point is nothing special. Safe for use by many threads, one after the other.
 */
public final class Resets {

    /** The kind of the commands that carry an envelope. */
    public static final String KIND = "reset";

    /** A list of so many commands may have left some out. */
    private static final int FULL_LIST = 100;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Machine machine;
    private final Disk disk;
    private final Supplier<ResetOpener> opener;
    private final PasswordPlaces places;
    private final Teller teller;
    private final ResetRules rules;

    /**
     * @param disk keeps the journal
     * @param opener with the keys that agent and server have now
     * @param places which passwords may be reset
     * @param teller hears what became of them
     */
    public Resets(Machine machine, Disk disk, Supplier<ResetOpener> opener, PasswordPlaces places, Teller teller) {
        this(machine, disk, opener, places, teller, new ResetRules());
    }

    Resets(
            Machine machine,
            Disk disk,
            Supplier<ResetOpener> opener,
            PasswordPlaces places,
            Teller teller,
            ResetRules rules) {
        this.machine = machine;
        this.disk = disk;
        this.opener = opener;
        this.places = places;
        this.teller = teller;
        this.rules = rules;
    }

    /**
     * Does what can be done after the server was heard.
     *
     * @param asking made before it was asked
     * @param batch all that it wants now
     * @throws IOException when the journal cannot be read or kept; the next turn goes on from what it holds
     */
    public synchronized void heard(Heard asking, CommandBatch batch) throws IOException {
        Heard heard = asking.answered(batch.serverTime());
        recover();
        if (rules.isConfirmed(heard)) {
            work(batch, heard);
        }
        tell();
    }

    private void work(CommandBatch batch, Heard heard) throws IOException {
        List<CommandBatch.Command> resets = batch.commands().stream()
                .filter(command -> command.kind().equals(KIND))
                .toList();
        if (batch.commands().size() < FULL_LIST) {
            dropWithdrawn(resets);
        }
        for (CommandBatch.Command command : resets) {
            take(command, heard);
        }
        for (CommandBatch.Command command : resets) {
            applyIfDue(command, heard);
        }
    }

    /**
     * Finds out what became of a reset that a crash interrupted, and tells what is not told yet. Needs no word of the
     * server; to be called when the agent starts.
     *
     * @throws IOException when the journal cannot be read or kept
     */
    public synchronized void recover() throws IOException {
        ResetJournal journal = ResetJournal.read(disk);
        for (ResetEntry entry : journal.entries()) {
            if (entry.phase() == ResetEntry.Phase.APPLYING) {
                journal = journal.changed(entry.id(), this::ended).keep(disk);
            }
        }
    }

    private ResetEntry ended(ResetEntry interrupted) {
        Optional<PasswordPlaces.Found> found = places.of(interrupted.account());
        Optional<SealedReset> sealed = SealedReset.parse(interrupted.envelope());
        if (found.isEmpty() || sealed.isEmpty()) {
            return interrupted.failed(Failure.UNCERTAIN);
        }
        // It was in time when it was begun. That it is opened once more is to compare, never to set it.
        ResetOpening opening = opener.get()
                .open(
                        sealed.get(),
                        sealed.get().terms().counter() - 1,
                        sealed.get().terms().notBefore());
        return switch (opening) {
            case ResetOpening.Refused refused -> interrupted.failed(Failure.UNCERTAIN);
            case ResetOpening.Opened opened -> {
                try (opened) {
                    Held held =
                            rules.isInEffect(found.get().place(), found.get().account(), opened.password());
                    yield told(interrupted, held, found.get(), Failure.INTERRUPTED);
                }
            }
        };
    }

    private void dropWithdrawn(List<CommandBatch.Command> offered) throws IOException {
        Set<String> ids = offered.stream().map(CommandBatch.Command::id).collect(Collectors.toSet());
        ResetJournal journal = ResetJournal.read(disk);
        for (ResetEntry entry : journal.staged()) {
            if (!ids.contains(entry.id())) {
                journal = rules.withdrawn(journal, entry).keep(disk);
            }
        }
    }

    private void take(CommandBatch.Command command, Heard heard) throws IOException {
        ResetJournal journal = ResetJournal.read(disk);
        if (journal.knows(command.id()) || journal.isFull()) {
            return;
        }
        Optional<Payload> payload = Payload.parse(command.payload());
        if (payload.isEmpty()) {
            journal.with(ResetEntry.refused(command.id(), Failure.REFUSED)).keep(disk);
            return;
        }
        SealedReset sealed = payload.get().envelope();
        Optional<Failure> failure = refusal(journal, command, sealed, heard);
        if (failure.isPresent()) {
            journal.with(ResetEntry.refused(command.id(), failure.get())).keep(disk);
            return;
        }
        ResetEntry newest = ResetEntry.staged(
                command.id(),
                sealed.terms().account(),
                sealed.terms().counter(),
                sealed.toText(),
                payload.get().atOnce(),
                machine.bootId());
        rules.staged(journal, newest).keep(disk);
    }

    /** Why it is not taken. What it holds is looked at and forgotten again. */
    private Optional<Failure> refusal(
            ResetJournal journal, CommandBatch.Command command, SealedReset sealed, Heard heard) {
        String account = sealed.terms().account();
        ResetOpening opening = opener.get().open(sealed, rules.mustExceed(journal, account), heard.now());
        if (opening instanceof ResetOpening.Refused refused) {
            boolean newerWaits = refused.reason() == ResetOpening.Reason.OLD_COUNTER
                    && journal.staged().stream()
                            .anyMatch(entry -> entry.account().equals(account)
                                    && entry.counter() > sealed.terms().counter());
            return Optional.of(newerWaits ? Failure.SUPERSEDED : Failure.of(refused.reason()));
        }
        ((ResetOpening.Opened) opening).close();
        if (!rules.isOfItsCommand(command.id(), sealed.terms().commandId())) {
            return Optional.of(Failure.SWAPPED);
        }
        return places.of(account).isEmpty() ? Optional.of(Failure.NOT_OFFERED) : Optional.empty();
    }

    private void applyIfDue(CommandBatch.Command command, Heard heard) throws IOException {
        ResetJournal journal = ResetJournal.read(disk);
        Optional<ResetEntry> waiting = journal.staged().stream()
                .filter(entry -> entry.id().equals(command.id()))
                .findFirst();
        boolean due = waiting.isPresent()
                && rules.isConfirmed(heard)
                && rules.isDue(waiting.get(), command, heard.serverTime(), machine.bootId(), machine.uptime());
        if (due) {
            apply(journal, waiting.get(), heard);
        }
    }

    private void apply(ResetJournal journal, ResetEntry entry, Heard heard) throws IOException {
        SealedReset sealed = SealedReset.parse(entry.envelope())
                .orElseThrow(() -> new IOException("the journal holds what is no envelope"));
        PasswordPlaces.Found found = places.of(entry.account()).orElse(null);
        if (found == null) {
            journal.changed(entry.id(), each -> each.failed(Failure.NOT_OFFERED))
                    .keep(disk);
            return;
        }
        long expires = sealed.terms().expires();
        // One rule decides on time, here and in the opener.
        long now = rules.isInTime(heard, expires) ? Math.min(heard.now(), expires - 1) : expires;
        ResetOpening opening = opener.get().open(sealed, rules.mustExceed(journal, entry.account()), now);
        switch (opening) {
            case ResetOpening.Refused refused ->
                journal.changed(entry.id(), each -> each.failed(Failure.of(refused.reason())))
                        .keep(disk);
            case ResetOpening.Opened opened -> {
                try (opened) {
                    ResetJournal begun = rules.begun(journal, entry, disk);
                    PasswordPlace.Setting setting =
                            found.place().set(found.account(), opened.password(), rules.permit(heard, expires));
                    boolean late = !rules.isInTime(heard, expires);
                    begun.changed(entry.id(), each -> ended(each, setting, late, found, opened.password()))
                            .keep(disk);
                }
            }
        }
    }

    private static ResetEntry ended(
            ResetEntry entry,
            PasswordPlace.Setting setting,
            boolean late,
            PasswordPlaces.Found found,
            byte[] password) {
        return switch (setting) {
            case PasswordPlace.Setting.Refused refused ->
                entry.failed(refused.why() == Failure.STALLED && late ? Failure.TOO_LATE : refused.why());
            case PasswordPlace.Setting.Done done -> read(entry, found, password);
            case PasswordPlace.Setting.Unsure unsure -> read(entry, found, password);
        };
    }

    private static ResetEntry read(ResetEntry entry, PasswordPlaces.Found found, byte[] password) {
        return told(entry, found.place().holds(found.account(), password), found, Failure.NOT_APPLIED);
    }

    private static ResetEntry told(ResetEntry entry, Held held, PasswordPlaces.Found found, Failure otherwise) {
        return switch (held) {
            case YES -> entry.verified(words(found));
            case NO -> entry.failed(otherwise);
            case UNKNOWN -> entry.failed(Failure.UNCERTAIN);
        };
    }

    private static List<String> words(PasswordPlaces.Found found) {
        return found.place().obstacles(found.account()).stream()
                .map(Obstacle::word)
                .sorted()
                .toList();
    }

    /**
     * Tells what the server does not know yet, in the order in which it happened: the server believes no older reset once
     * it knows of a newer one.
     *
     * @throws IOException when the journal cannot be read or kept
     */
    public synchronized void tell() throws IOException {
        ResetJournal journal = ResetJournal.read(disk);
        for (ResetEntry entry : journal.entries()) {
            if (entry.told()) {
                continue;
            }
            if (!tell(entry)) {
                return;
            }
            boolean over = entry.phase() != ResetEntry.Phase.STAGED;
            journal = over ? journal.without(entry.id()) : journal.changed(entry.id(), ResetEntry::asTold);
            journal.keep(disk);
        }
    }

    private boolean tell(ResetEntry entry) {
        return switch (entry.phase()) {
            case STAGED -> teller.tell(entry.id(), "staged", "{}");
            case APPLYING -> false;
            case VERIFIED ->
                teller.tell(entry.id(), "applied", "{}") && teller.tell(entry.id(), "verified", obstacles(entry));
            case FAILED -> teller.tell(entry.id(), "failed", reason(entry));
        };
    }

    private static String obstacles(ResetEntry entry) {
        ObjectNode detail = JSON.createObjectNode();
        ArrayNode list = detail.putArray("obstacles");
        entry.obstacles().forEach(list::add);
        return detail.toString();
    }

    private static String reason(ResetEntry entry) {
        return JSON.createObjectNode().put("reason", entry.failure()).toString();
    }

    @Override
    public String toString() {
        return "Resets";
    }

    /**
     * What a command of this kind carries: {@code {"envelope":"…"}}, and {@code "apply":"now"} when it is not to wait for a
     * boot.
     */
    private record Payload(SealedReset envelope, boolean atOnce) {

        private static Optional<Payload> parse(String text) {
            try {
                JsonNode json = JSON.readTree(text);
                boolean atOnce = json.path("apply").asText("").equals("now");
                return SealedReset.parse(json.path("envelope").asText(""))
                        .map(envelope -> new Payload(envelope, atOnce));
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }
}
