package dev.watchword.image.source;

import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.testing.Mutations;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Damaged stores and archives of images. */
public final class SourceTrials {

    private SourceTrials() {}

    /** The recipe of an archive, as Docker and containers/storage keep it. */
    public static Mutations.Trial recipe() {
        byte[] archive = new TarBuilder().file("etc/shadow", "root:x").bytes();
        String head = Base64.getEncoder().encodeToString(Arrays.copyOf(archive, 512));
        String rest = Base64.getEncoder().encodeToString(Arrays.copyOfRange(archive, 518, archive.length));
        byte[] sound = ("{\"type\":2,\"payload\":\"" + head + "\",\"position\":0}\n"
                        + "{\"type\":1,\"name\":\"etc/shadow\",\"size\":6,\"position\":1}\n"
                        + "{\"type\":2,\"payload\":\"" + rest + "\",\"position\":2}\n")
                .getBytes(StandardCharsets.UTF_8);
        Shelf files = path -> Optional.of(new ByteArrayInputStream("root:x".getBytes(StandardCharsets.UTF_8)));
        return random -> {
            byte[] bad = Mutations.damaged(sound, random);
            try (TarSplit split = new TarSplit(new ByteArrayInputStream(bad), files, ImageLimits.DEFAULT)) {
                return Arrays.equals(archive, split.readAllBytes());
            } catch (ImageFailure told) {
                return false;
            }
        };
    }

    /** An archive of docker save, on the disk. */
    public static Mutations.Trial archive(Path folder) {
        byte[] config = "{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                .getBytes(StandardCharsets.UTF_8);
        byte[] sound = new TarBuilder()
                .file("manifest.json", "[{\"Config\":\"c.json\",\"RepoTags\":[\"shop:1\"],\"Layers\":[]}]")
                .file("c.json", config)
                .bytes();
        Path file = folder.resolve("archive.tar");
        return random -> {
            Files.write(file, Mutations.damaged(sound, random));
            try (LocalImages images = LocalImages.open(file, ImageLimits.DEFAULT, platform -> true)) {
                return images.images().stream().anyMatch(each -> each instanceof LocalImages.Found.Readable);
            } catch (ImageFailure told) {
                return false;
            } catch (IOException other) {
                // a damaged end of a packed stream, which its reader names
                return false;
            }
        };
    }
}
