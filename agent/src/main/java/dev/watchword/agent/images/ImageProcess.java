package dev.watchword.agent.images;

import dev.watchword.agent.program.HelperProcess;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.ImageJobResult;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Has jobs done by a process beside the agent ({@link ImageHelper}): an image that breaks its reader breaks that process alone, and a job
 * that is dropped ends with it.
 */
public final class ImageProcess implements JobRunner {

    private final HelperProcess helper;
    private final AtomicReference<@Nullable Ended> end = new AtomicReference<>();
    private volatile int number;

    private record Ended(int number, ImageJobResult result) {}

    public ImageProcess(HelperProcess helper) {
        this.helper = helper;
    }

    @Override
    public void begin(ImageTask task) {
        int mine = number + 1;
        number = mine;
        Thread.ofPlatform().name("images").daemon().start(() -> {
            ImageJobResult result = done(task);
            if (mine == number) {
                end.set(new Ended(mine, result));
            }
        });
    }

    @Override
    public Optional<ImageJobResult> ended() {
        return Optional.ofNullable(end.getAndSet(null))
                .filter(ended -> ended.number() == number)
                .map(Ended::result);
    }

    @Override
    public void drop() {
        number = number + 1;
        helper.kill();
    }

    @Override
    public void rest() {
        helper.kill();
    }

    @Override
    public void close() {
        drop();
    }

    private ImageJobResult done(ImageTask task) {
        try {
            return helper.ask(Wire.write(task))
                    .flatMap(answer -> Wire.read(answer, ImageJobResult.class))
                    .orElseGet(() -> Results.failed(task.job(), "the process that read the image died", true));
        } catch (IOException e) {
            return Results.failed(task.job(), "no process that reads images can be started", true);
        }
    }
}
