package dev.watchword.benchmark;

import dev.watchword.account.AccountStores;
import dev.watchword.audit.Inventory;
import dev.watchword.audit.image.ImageInventory;
import dev.watchword.image.Image;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageSource;
import dev.watchword.image.Layer;
import dev.watchword.image.layer.LayerCache;
import dev.watchword.image.source.LocalImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long reading an image takes, as a ratio to {@code gzip -dc | tar -t} over the same layers: at first sight, and again with
 * its layers in the cache. The image is the folder of an OCI layout whose layers are packed with gzip. Testing the
 * passwords takes what its budget says, and is not measured.
 */
public final class ImageScanBenchmark {

    private static final int WARM_UP = 1;

    private ImageScanBenchmark() {}

    /** {@code LAYOUT [ROUNDS]}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("usage: benchmark/run image-scan LAYOUT [ROUNDS]");
            System.exit(2);
        }
        Path layout = Path.of(arguments[0]);
        int rounds = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 5;
        try (LocalImages images = LocalImages.open(layout, ImageLimits.DEFAULT, platform -> true)) {
            for (ImageSource.Found found : images.images()) {
                switch (found) {
                    case ImageSource.Found.Readable readable -> measure(layout, readable.image(), rounds);
                    case ImageSource.Found.Refused refused ->
                        System.out.println(refused.name() + " cannot be read: " + refused.reason());
                }
            }
        }
    }

    private static void measure(Path layout, Image image, int rounds) throws IOException, InterruptedException {
        List<Double> plain = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        for (int round = 0; round < WARM_UP + rounds; round++) {
            // by turns, so that a busy machine is busy for all of them
            double tar = tar(layout, image);
            LayerCache cache = LayerCache.inMemory(512L << 20);
            double fresh = read(image, cache);
            double known = read(image, cache);
            if (round >= WARM_UP) {
                plain.add(tar);
                first.add(fresh);
                again.add(known);
            }
        }
        long stored = image.layers().stream().mapToLong(Layer::size).sum();
        System.out.printf(
                Locale.ROOT,
                "%s: %d layers, %d MiB stored%n  gzip -dc | tar -t  %.3f s%n  first sight        %.3f s, ratio %.2f%n"
                        + "  unchanged          %.3f s, ratio %.3f%n",
                image.name(),
                image.layers().size(),
                stored >> 20,
                median(plain),
                median(first),
                median(first) / median(plain),
                median(again),
                median(again) / median(plain));
    }

    private static double read(Image image, LayerCache cache) {
        Inventory inventory = new Inventory();
        long start = System.nanoTime();
        ImageInventory.read(image, AccountStores.all(), cache, ImageLimits.DEFAULT, inventory);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!inventory.incomplete().isEmpty()) {
            throw new IllegalStateException(
                    "incomplete: " + inventory.incomplete().getFirst().reason());
        }
        return seconds;
    }

    private static double tar(Path layout, Image image) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (Layer layer : image.layers()) {
            Path blob = layout.resolve("blobs").resolve(layer.name().replace(':', '/'));
            List<ProcessBuilder> pipe = List.of(
                    new ProcessBuilder("gzip", "-dc", blob.toString()),
                    new ProcessBuilder("tar", "-t").redirectOutput(ProcessBuilder.Redirect.DISCARD));
            for (Process process : ProcessBuilder.startPipeline(pipe)) {
                if (process.waitFor() != 0) {
                    throw new IllegalStateException("gzip or tar failed on " + layer.brief());
                }
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
