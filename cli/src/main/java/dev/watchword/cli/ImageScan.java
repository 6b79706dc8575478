package dev.watchword.cli;

import dev.watchword.account.AccountStore;
import dev.watchword.account.ServiceType;
import dev.watchword.audit.Inventory;
import dev.watchword.audit.image.ImageInventory;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageRef;
import dev.watchword.image.ImageSource;
import dev.watchword.image.layer.LayerCache;
import dev.watchword.image.registry.DocumentCache;
import dev.watchword.image.registry.RegistryImages;
import dev.watchword.image.source.LocalImages;
import dev.watchword.image.source.StoredName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads images into an inventory: one that cannot be read is told, and the others are read all the same. */
final class ImageScan {

    /** Layers that several of the images share are read once. */
    private static final long CACHE_BYTES = 64L << 20;

    private final ImageArguments arguments;
    private final List<AccountStore> stores;
    private final Inventory inventory;
    private final LayerCache cache = LayerCache.inMemory(CACHE_BYTES);

    ImageScan(ImageArguments arguments, List<AccountStore> stores, Inventory inventory) {
        this.arguments = arguments;
        this.stores = stores;
        this.inventory = inventory;
    }

    /** The name of the one image, as a word that its passwords may be made of; nothing for several. */
    static String name(List<String> images) {
        if (images.size() != 1 || Files.exists(Path.of(images.getFirst()))) {
            return "";
        }
        return ImageRef.parse(StoredName.parse(images.getFirst())
                        .map(StoredName::name)
                        .orElse(images.getFirst()))
                .map(ImageRef::repository)
                .map(repository -> repository.substring(repository.lastIndexOf('/') + 1))
                .orElse("");
    }

    void read(List<String> images) {
        for (String image : images) {
            requireMeaning(image);
        }
        images.forEach(this::read);
    }

    /** A file goes before a reference: whoever means the registry's image writes its host. */
    private static void requireMeaning(String image) {
        boolean isNamed =
                StoredName.parse(image).isPresent() || ImageRef.parse(image).isPresent();
        if (!Files.exists(Path.of(image)) && !isNamed) {
            throw Failure.usage("--image " + image + " is no file and no reference to an image");
        }
    }

    private void read(String image) {
        try (ImageSource source = open(image)) {
            List<ImageSource.Found> found = source.images();
            if (found.isEmpty()) {
                inventory.incomplete(ServiceType.SYSTEM, image, "there is no image in it");
            }
            for (ImageSource.Found one : found) {
                switch (one) {
                    case ImageSource.Found.Readable readable ->
                        ImageInventory.read(readable.image(), stores, cache, ImageLimits.DEFAULT, inventory);
                    case ImageSource.Found.Refused refused ->
                        inventory.incomplete(ServiceType.SYSTEM, refused.name(), refused.reason());
                }
            }
        } catch (IOException e) {
            inventory.incomplete(ServiceType.SYSTEM, image, reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof ImageFailure failure ? failure.reason() : Reasons.of(e);
    }

    private ImageSource open(String image) throws IOException {
        Path file = Path.of(image);
        if (Files.exists(file)) {
            return LocalImages.open(file, ImageLimits.DEFAULT, arguments.platform());
        }
        Optional<StoredName> stored = StoredName.parse(image);
        if (stored.isPresent()) {
            return LocalImages.open(stored.get(), ImageLimits.DEFAULT, arguments.platform());
        }
        Optional<ImageRef> reference = ImageRef.parse(image);
        return RegistryImages.open(
                reference.orElseThrow(() -> new ImageFailure("no reference to an image")),
                arguments.registry(),
                ImageLimits.DEFAULT,
                arguments.platform(),
                DocumentCache.NONE);
    }
}
