package dev.watchword.agent.images;

import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.ImageJobResult;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The process that reads images: takes tasks from its standard input and answers with results, until its input ends. Then it ends at once,
 * whatever it is doing: the agent is gone.
 */
public final class ImageHelper {

    /** Its memory is used up: it has told so, and another process does the next job. */
    public static final int OUT_OF_MEMORY = 3;

    private static final int MOST_TASK = 8 << 20;

    private final ImageScanner scanner;
    private final BlockingQueue<byte[]> tasks = new LinkedBlockingQueue<>();

    public ImageHelper(ImageScanner scanner) {
        this.scanner = scanner;
    }

    /**
     * Works until the input ends.
     *
     * @return the exit status, when the process cannot go on
     */
    public int run(InputStream in, OutputStream out, Runnable gone) throws IOException, InterruptedException {
        Thread.ofPlatform().name("input").daemon().start(() -> read(in, gone));
        DataOutputStream answers = new DataOutputStream(out);
        while (true) {
            Optional<ImageTask> task = Wire.read(tasks.take(), ImageTask.class);
            if (task.isEmpty()) {
                throw new IOException("a task that cannot be read");
            }
            Answer answer = answered(task.get());
            byte[] bytes = Wire.write(answer.result());
            answers.writeInt(bytes.length);
            answers.write(bytes);
            answers.flush();
            if (answer.broken()) {
                return OUT_OF_MEMORY;
            }
        }
    }

    private record Answer(ImageJobResult result, boolean broken) {}

    private Answer answered(ImageTask task) {
        try {
            return new Answer(scanner.work(task), false);
        } catch (OutOfMemoryError e) {
            return new Answer(
                    Results.incomplete(task.job(), "limit memory: the image needs more memory than its reader has"),
                    true);
        } catch (StackOverflowError | RuntimeException e) {
            return new Answer(
                    Results.incomplete(
                            task.job(), "reading failed: " + e.getClass().getSimpleName()),
                    false);
        }
    }

    private void read(InputStream in, Runnable gone) {
        DataInputStream data = new DataInputStream(in);
        try {
            while (true) {
                int length = data.readInt();
                if (length < 0 || length > MOST_TASK) {
                    throw new EOFException("no length of a task");
                }
                byte[] task = data.readNBytes(length);
                if (task.length < length) {
                    throw new EOFException("a task that is cut");
                }
                tasks.add(task);
            }
        } catch (IOException e) {
            gone.run();
        }
    }
}
