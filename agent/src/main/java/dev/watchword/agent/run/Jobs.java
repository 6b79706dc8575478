package dev.watchword.agent.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The jobs that wait and the one that is under way. A scan that somebody asks for makes a scheduled one end early (what it learnt stays
 * known), and answers everybody who asked before it began. Belongs to the loop's thread.
 */
final class Jobs {

    private static final int MOST_WAITING = 200;

    private final ScanWork work;
    private final Deque<ScanJob> waiting = new ArrayDeque<>();
    private final Set<String> commands = new HashSet<>();
    private Optional<ScanJob> current = Optional.empty();
    private List<String> answeredTogether = List.of();

    Jobs(ScanWork work) {
        this.work = work;
    }

    /**
     * Takes a job.
     *
     * @return whether it is new and there is room
     */
    boolean add(ScanJob job) {
        String command = command(job);
        if (waiting.size() >= MOST_WAITING || (!command.isEmpty() && !commands.add(command))) {
            return false;
        }
        waiting.add(job);
        if (current.orElse(job) instanceof ScanJob.Scheduled && !(job instanceof ScanJob.Scheduled)) {
            work.hurry();
        }
        return true;
    }

    /** Whether a job of the schedule waits or is under way. */
    boolean hasScheduled() {
        return current.filter(ScanJob.Scheduled.class::isInstance).isPresent()
                || waiting.stream().anyMatch(ScanJob.Scheduled.class::isInstance);
    }

    boolean isIdle() {
        return current.isEmpty() && waiting.isEmpty();
    }

    double progress() {
        return current.isPresent() ? work.progress() : 0;
    }

    /** Begins the next job if none is under way. */
    Optional<ScanJob> begin() {
        if (work.isBusy() || waiting.isEmpty()) {
            return Optional.empty();
        }
        ScanJob next = waiting.remove();
        List<String> together = new ArrayList<>();
        if (next instanceof ScanJob.Asked) {
            together.add(command(next));
            waiting.removeIf(other -> other instanceof ScanJob.Asked asked && together.add(asked.commandId()));
        }
        answeredTogether = together.stream().filter(id -> !id.isEmpty()).toList();
        current = Optional.of(next);
        work.begin(next);
        return current;
    }

    /** The end of the job that was under way. */
    Optional<ScanJob.End> ended() {
        Optional<ScanJob.End> end = work.ended();
        if (end.isPresent()) {
            current = Optional.empty();
            commands.removeAll(answeredTogether);
            commands.remove(command(end.get().job()));
        }
        return end;
    }

    /** The commands that the job answers which ended last. */
    List<String> answers() {
        return answeredTogether;
    }

    private static String command(ScanJob job) {
        return switch (job) {
            case ScanJob.Scheduled scheduled -> "";
            case ScanJob.Asked asked -> asked.commandId();
            case ScanJob.Trial trial -> trial.commandId();
        };
    }
}
