package dev.watchword.hashvector;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.KernelProvider;
import dev.watchword.hash.Settings;
import dev.watchword.hash.bcrypt.BcryptSettings;
import java.util.Optional;

/** Kernels that need no vectors: they take several pairs through one loop. */
public final class InterleavedKernels implements KernelProvider {

    @Override
    public String description() {
        return "several at once in one loop";
    }

    @Override
    public Optional<FastKernel> newKernel(Settings settings, long memoryBytes) {
        return settings instanceof BcryptSettings ? Optional.of(new InterleavedBcryptKernel()) : Optional.empty();
    }
}
