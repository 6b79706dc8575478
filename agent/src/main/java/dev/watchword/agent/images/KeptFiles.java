package dev.watchword.agent.images;

import dev.watchword.agent.machine.FolderDisk;
import dev.watchword.agent.machine.SealedFile;
import dev.watchword.image.Digest;
import dev.watchword.image.layer.LayerCache;
import dev.watchword.image.layer.LayerCodec;
import dev.watchword.image.layer.LayerContents;
import dev.watchword.image.registry.DocumentCache;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of images, kept on the disk so that new words need no new pulls: of each layer its table of contents and the store files that
 * readers asked for, of each image its documents. They hold stored passwords: every file is sealed with AES-256-GCM under a key of this
 * folder's own and bound to the digest that its content was verified against, and only the owner may read it. What was not needed
 * for long goes, and beyond a number of bytes what was not needed longest. A file that cannot be opened is as none. Belongs to one
 * thread.
 */
public final class KeptFiles implements LayerCache, DocumentCache {

    private static final System.Logger LOG = System.getLogger(KeptFiles.class.getName());
    private static final String KEY = "key";
    private static final int KEY_BYTES = 32;
    private static final String LAYER = "layer-";
    private static final String DOCUMENT = "document-";
    private static final int LONGEST_NAME = 128;

    private final Path folder;
    private final FolderDisk disk;
    private final byte[] key;
    private final Duration keptFor;
    private final long keptBytes;
    private final InstantSource clock;

    /** The layers of the job that is under way, with how many files of each are kept already. */
    private final Map<Digest, Used> used = new HashMap<>();

    private record Used(LayerContents layer, int keptFiles) {}

    private KeptFiles(Path folder, FolderDisk disk, byte[] key, ImageSettings settings, InstantSource clock) {
        this.folder = folder;
        this.disk = disk;
        this.key = key;
        this.keptFor = settings.keptFor();
        this.keptBytes = settings.keptBytes();
        this.clock = clock;
    }

    /**
     * Opens the folder, which is made when there is none; when nothing is to be kept, what was kept before goes.
     *
     * @throws IOException when it cannot be used
     */
    public static KeptFiles open(Path folder, ImageSettings settings, InstantSource clock) throws IOException {
        FolderDisk disk = FolderDisk.open(folder);
        Optional<byte[]> known = disk.read(KEY).filter(bytes -> bytes.length == KEY_BYTES);
        byte[] key = known.isPresent() ? known.get() : newKey(disk);
        KeptFiles kept = new KeptFiles(folder, disk, key, settings, clock);
        kept.trim();
        return kept;
    }

    private static byte[] newKey(FolderDisk disk) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        disk.write(KEY, key);
        return key;
    }

    @Override
    public Optional<LayerContents> get(Digest layer) {
        Used known = used.get(layer);
        if (known != null) {
            return Optional.of(known.layer());
        }
        Optional<LayerContents> found = opened(LAYER, layer, in -> LayerCodec.read(new BufferedInputStream(in)));
        found.ifPresent(contents -> used.put(layer, new Used(contents, contents.keptFiles())));
        return found;
    }

    @Override
    public void put(Digest layer, LayerContents contents) {
        used.put(layer, new Used(contents, -1));
    }

    @Override
    public Optional<byte[]> document(Digest digest) {
        return opened(DOCUMENT, digest, InputStream::readAllBytes);
    }

    @Override
    public void keepDocument(Digest digest, byte[] document) {
        seal(DOCUMENT, digest, out -> out.write(document));
    }

    /** Keeps what the job read, with all that readers asked for meanwhile, and lets go of it in memory. */
    public void endJob() {
        used.forEach((digest, layer) -> {
            if (layer.layer().keptFiles() > layer.keptFiles()) {
                seal(LAYER, digest, out -> {
                    BufferedOutputStream buffered = new BufferedOutputStream(out);
                    LayerCodec.write(layer.layer(), buffered);
                    buffered.flush();
                });
            }
        });
        used.clear();
        trim();
    }

    private interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    private <T> Optional<T> opened(String kind, Digest digest, Reader<T> reader) {
        Optional<String> name = name(kind, digest);
        if (name.isEmpty() || keptBytes == 0) {
            return Optional.empty();
        }
        try {
            Optional<InputStream> content = new SealedFile(disk, name.get(), key).open();
            if (content.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = content.get()) {
                T read = reader.read(in);
                Files.setLastModifiedTime(folder.resolve(name.get()), FileTime.from(clock.instant()));
                return Optional.of(read);
            }
        } catch (IOException e) {
            // It is read from its registry again.
            return Optional.empty();
        }
    }

    private void seal(String kind, Digest digest, SealedFile.Content content) {
        Optional<String> name = name(kind, digest);
        if (name.isEmpty() || keptBytes == 0) {
            return;
        }
        try {
            new SealedFile(disk, name.get(), key).write(content);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "not kept: {0}", e.getMessage());
        }
    }

    private static Optional<String> name(String kind, Digest digest) {
        String name = kind + digest.toString().replace(':', '-');
        return name.length() <= LONGEST_NAME ? Optional.of(name) : Optional.empty();
    }

    private record Kept(String name, Instant usedAt, long bytes) {}

    /** Forgets what is too old, and the oldest of what is too much. */
    private void trim() {
        try {
            List<Kept> files = new ArrayList<>();
            for (String name : disk.list("")) {
                if (name.startsWith(LAYER) || name.startsWith(DOCUMENT)) {
                    Path file = folder.resolve(name);
                    files.add(new Kept(name, Files.getLastModifiedTime(file).toInstant(), Files.size(file)));
                }
            }
            files.sort(Comparator.comparing(Kept::usedAt));
            long bytes = files.stream().mapToLong(Kept::bytes).sum();
            Instant oldest = clock.instant().minus(keptFor);
            for (Kept file : files) {
                if (bytes > keptBytes || file.usedAt().isBefore(oldest)) {
                    disk.delete(file.name());
                    bytes -= file.bytes();
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "kept files of images cannot be tidied up: {0}", e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "kept files in " + folder;
    }
}
