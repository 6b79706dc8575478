package dev.watchword.agent.run;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.ServerKeyList;
import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.outbox.Outbox;
import dev.watchword.agent.schedule.ScanDiary;
import dev.watchword.agent.wire.Wire;
import dev.watchword.agent.words.WordCache;
import dev.watchword.agent.work.Duty;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.Heartbeat;
import dev.watchword.protocol.HeartbeatAnswer;
import dev.watchword.protocol.WordList;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What agent and server say to each other in a turn: that the agent is alive, which words and schedule hold, what waits in the outbox, and
 * what the server asks for. The first call that fails ends the turn. Belongs to the loop's thread.
 */
final class Conversation {

    static final int SMALL_ANSWER = 64 << 10;
    static final int COMMANDS_ANSWER = 8 << 20;
    private static final int WORDS_ANSWER = 4 << 20;

    private final Machine machine;
    private final Membership membership;
    private final Link link;
    private final Outbox outbox;
    private final WordCache words;
    private final ScanDiary diary;
    private final Commands commands;
    private final List<Duty> duties;
    private final AgentSettings settings;
    private final Contact contact;
    private final Delivery delivery;

    private String wordsWanted = "";
    private boolean commandsWait;
    private boolean commandsAreNone;

    Conversation(Agent.Parts parts, ScanDiary diary, Commands commands, List<Duty> duties, AgentSettings settings) {
        this.machine = parts.machine();
        this.membership = parts.membership();
        this.link = parts.link();
        this.outbox = parts.outbox();
        this.words = parts.words();
        this.diary = diary;
        this.commands = commands;
        this.duties = duties;
        this.settings = settings;
        this.contact = new Contact(machine, parts.work()::hurry);
        this.delivery = new Delivery(machine, link, outbox, contact);
    }

    /** How it stands with the server. */
    Contact contact() {
        return contact;
    }

    /** Nanoseconds until there is something to say; not positive when there is now. */
    long due() {
        long now = machine.elapsed();
        long due = contact.beatAt() - now;
        Optional<Long> letters = delivery.due();
        if (letters.isPresent()) {
            due = Math.min(due, Math.max(contact.quietUntil() - now, letters.get() - now));
        }
        for (Duty duty : duties) {
            due = Math.min(due, Math.max(duty.pause().toNanos(), contact.quietUntil() - now));
        }
        return due;
    }

    /**
     * Says and hears what there is, unless the server is to be left alone.
     *
     * @param receipt of the last scan
     */
    void turn(ScanReceipt receipt) throws IOException, InterruptedException {
        boolean beat = contact.isBeatDue();
        if (contact.isQuiet() || (contact.isDenied() && !beat)) {
            return;
        }
        if (beat && !heartbeat(receipt)) {
            return;
        }
        if (!wordsWanted.equals(words.version()) && contact.heardAt() > 0 && !fetchWords()) {
            return;
        }
        if (!delivery.answers() || !delivery.reports()) {
            return;
        }
        if ((commandsWait || !commandsAreNone) && !(fetchCommands() && delivery.answers())) {
            return;
        }
        for (Duty duty : duties) {
            if (!contact.allows(duty.turn())) {
                return;
            }
        }
    }

    /** Whether the conversation goes on, as all that follow. */
    private boolean heartbeat(ScanReceipt receipt) throws IOException, InterruptedException {
        Heartbeat beat = new Heartbeat(
                settings.version(),
                machine.bootId(),
                receipt.accounts(),
                receipt.tested(),
                words.version(),
                nextScanAt(),
                settings.bounds());
        Optional<HeartbeatAnswer> heard = contact.believed(
                link.post("/v1/agents/heartbeat", Wire.write(beat), SMALL_ANSWER), HeartbeatAnswer.class);
        if (heard.isEmpty()) {
            return false;
        }
        HeartbeatAnswer answer = heard.get();
        link.hearClock(answer.serverTime());
        var keys = ServerKeyList.parse(answer.serverKeys());
        if (keys.isPresent()) {
            link.trust(keys.get());
        }
        diary.follow(answer.schedule());
        wordsWanted = answer.wordsVersion();
        commandsWait = answer.commandsWaiting() > 0;
        contact.heard(interval(answer.intervalSeconds()));
        return true;
    }

    private long nextScanAt() {
        return diary.next(Instant.ofEpochMilli(machine.wallClock()), machine.zone())
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }

    private Duration interval(int asked) {
        long most = settings.longestInterval().toMillis();
        long least = Math.clamp(asked * 1_000L, 1_000L, Math.max(1_000L, most));
        return Duration.ofMillis(least + machine.random().nextLong(least / 2 + 1));
    }

    private boolean fetchWords() throws IOException, InterruptedException {
        String since = words.version();
        Optional<WordList> list = words(since.isEmpty() ? "" : "since=" + encoded(since));
        if (list.isEmpty()) {
            return false;
        }
        if (!words.take(list.get())) {
            list = words("");
            if (list.isEmpty() || !words.take(list.get())) {
                return false;
            }
        }
        // The list may have changed between the two calls; the next heartbeat tells.
        wordsWanted = words.version();
        return true;
    }

    private Optional<WordList> words(String query) throws IOException, InterruptedException {
        return contact.believed(link.get("/v1/agents/words", query, WORDS_ANSWER), WordList.class);
    }

    /** Also once after the last command is gone: handlers hear what was taken back. */
    private boolean fetchCommands() throws IOException, InterruptedException {
        long askedElapsed = machine.elapsed();
        long askedWall = machine.wallClock();
        Optional<CommandBatch> batch =
                contact.believed(link.get("/v1/agents/commands", "", COMMANDS_ANSWER), CommandBatch.class);
        if (batch.isEmpty()) {
            return false;
        }
        if (!batch.get().hostId().equals(membership.hostId())) {
            contact.later(new Outcome.Later(Duration.ZERO, "the server sent commands of another host"));
            return false;
        }
        commandsWait = false;
        commandsAreNone = batch.get().commands().isEmpty();
        commands.take(batch.get(), askedElapsed, askedWall, link::serverClock);
        return true;
    }

    private static String encoded(String version) {
        return URLEncoder.encode(version, StandardCharsets.UTF_8);
    }
}
