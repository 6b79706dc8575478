package dev.watchword.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.machine.FolderDisk;
import dev.watchword.agent.run.AgentStatus;
import dev.watchword.audit.report.Counted;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent status}: how the agent of this machine is. */
@Command(
        name = "status",
        description = "Show how the agent is. Exit status 3 when it is denied or has not written for five minutes.",
        mixinStandardHelpOptions = true)
final class AgentStatusCommand implements Callable<Integer> {

    private static final long FRESH_MILLIS = 5 * 60_000;

    @Mixin
    private AgentPlace place = new AgentPlace();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            FolderDisk disk = FolderDisk.beside(place.folder());
            Membership membership = new Memberships(disk)
                    .find()
                    .orElseThrow(() -> Failure.failed("this machine is not enrolled: watchword agent enrol"));
            Optional<AgentStatus> found = AgentStatus.read(disk);
            if (found.isEmpty()) {
                System.out.println(membership + ": it has not run yet");
                return Exit.INCOMPLETE;
            }
            AgentStatus status = found.get();
            System.out.println(json ? asJson(status) : text(membership, status));
            boolean well =
                    !status.state().equals("denied") && System.currentTimeMillis() - status.writtenAt() < FRESH_MILLIS;
            return well ? Exit.DONE : Exit.INCOMPLETE;
        } catch (IOException e) {
            throw Failure.failed("the agent's folder cannot be read: " + Reasons.of(e));
        }
    }

    private static String asJson(AgentStatus status) {
        try {
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build()
                    .writeValueAsString(status);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status without JSON", e);
        }
    }

    private static String text(Membership membership, AgentStatus status) {
        StringBuilder text = new StringBuilder(400)
                .append(membership)
                .append("\nstate      ")
                .append(status.state())
                .append(status.problem().isEmpty() ? "" : ": " + status.problem())
                .append("\ncontact    ")
                .append(moment(status.contactAt()))
                .append("\nlast scan  ")
                .append(moment(status.scannedAt()))
                .append(": ")
                .append(Counted.of(status.accounts(), "account"))
                .append(", ")
                .append(status.tested())
                .append(" of them to the end, ")
                .append(Counted.of(status.findings(), "finding"))
                .append(", ")
                .append(Counted.of(status.incomplete(), "store"))
                .append(" incomplete")
                .append(status.scanProblem().isEmpty() ? "" : "; the newest failed: " + status.scanProblem())
                .append("\nnext scan  ")
                .append(status.scanning() >= 0 ? "runs now, " + status.scanning() + " %" : moment(status.nextScanAt()))
                .append("\nwaiting    ")
                .append(Counted.of(status.waiting(), "letter"))
                .append(" for the server; dropped so far: ")
                .append(status.dropped());
        if (status.cloned()) {
            text.append("\nanother machine uses this agent's key: enrol this machine again");
        }
        return text.toString();
    }

    private static String moment(long millis) {
        return millis == 0
                ? "never"
                : Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
