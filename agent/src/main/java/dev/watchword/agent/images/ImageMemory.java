package dev.watchword.agent.images;

import dev.watchword.audit.memory.KnownMatch;
import dev.watchword.audit.memory.Memory;
import dev.watchword.audit.memory.MemoryFile;
import dev.watchword.audit.memory.PasswordDigest;
import dev.watchword.candidate.Origin;
import dev.watchword.image.ImageRef;
import dev.watchword.protocol.ImageJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was tried on the accounts of images, from job to job and beside the files that are kept of them: an unchanged image costs no guess
 * again, a new word one guess an account. Sealed as every memory is; when nothing is to be kept, it is of one job alone. Belongs to
 * one thread.
 */
public final class ImageMemory implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ImageMemory.class.getName());
    private static final String NAME = "memory";

    /** Beyond so many stored passwords those that were met longest ago are forgotten. */
    static final int MOST = 100_000;

    private final MemoryFile file;
    private final boolean kept;
    private Memory memory;
    private int savedOn = Integer.MIN_VALUE;

    private ImageMemory(MemoryFile file, boolean kept, Memory memory) {
        this.file = file;
        this.kept = kept;
        this.memory = memory;
    }

    /**
     * Takes hold of the memory in the folder of the kept files.
     *
     * @throws IOException when another process has it, or the folder cannot be used
     */
    public static ImageMemory open(Path folder, ImageSettings settings) throws IOException {
        boolean kept = settings.keptBytes() > 0;
        if (!kept) {
            Files.deleteIfExists(folder.resolve(NAME));
        }
        MemoryFile file = MemoryFile.open(folder.resolve(NAME));
        try {
            Memory memory = kept ? file.load() : Memory.ofThisScan();
            memory.remarks().forEach(remark -> LOG.log(System.Logger.Level.INFO, "{0}", remark));
            return new ImageMemory(file, kept, memory);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * The memory for a job. A scan brings the whole list of custom words: a password that was weak by a word which is no longer on it is
     * tried again from the beginning, since it may be weak for another reason.
     */
    Memory of(ImageJob job, ImageRef image) {
        if (!kept) {
            memory = Memory.ofThisScan();
        }
        if (job.kind().equals(ImageJob.SCAN)) {
            Set<PasswordDigest> words = job.words().stream()
                    .map(word -> PasswordDigest.of(word.text().getBytes(StandardCharsets.UTF_8)))
                    .collect(Collectors.toSet());
            memory.forgetMatches(match -> isGone(match, words));
        }
        return memory.scoped(image.host() + "/" + image.repository());
    }

    private static boolean isGone(KnownMatch match, Set<PasswordDigest> words) {
        return match.origin() == Origin.CUSTOM
                && match.digest().filter(words::contains).isEmpty();
    }

    /**
     * Keeps what a job tried.
     *
     * @param today in days since 1970
     * @param digests how many it computed; without any, only the day is new
     */
    void keep(int today, long digests) {
        if (!kept || (digests == 0 && savedOn == today)) {
            return;
        }
        memory.keepNewest(MOST);
        try {
            memory.save(today);
            savedOn = today;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "what was tried is not remembered: {0}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
