package dev.watchword.hashvector;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.KernelProvider;
import dev.watchword.hash.Settings;
import dev.watchword.hash.descrypt.DescryptSettings;
import dev.watchword.hash.digest.DigestSettings;
import dev.watchword.hash.md5crypt.Md5cryptSettings;
import dev.watchword.hash.mysql.MysqlNativeSettings;
import dev.watchword.hash.nt.NtSettings;
import dev.watchword.hash.pbkdf2.Pbkdf2Settings;
import dev.watchword.hash.scram.ScramSettings;
import dev.watchword.hash.scrypt.ScryptSettings;
import dev.watchword.hash.shacrypt.ShacryptDigest;
import dev.watchword.hash.shacrypt.ShacryptSettings;
import dev.watchword.hash.tomcat.TomcatDigestSettings;
import dev.watchword.hash.yescrypt.NationalYescryptSettings;
import dev.watchword.hash.yescrypt.YescryptSettings;
import java.util.Optional;
import jdk.incubator.vector.LongVector;

/** The kernels of this room, by the settings of the hashes that they digest. */
public final class VectorKernels implements KernelProvider {

    private static final String MODULE = "jdk.incubator.vector";

    /** Whether this process was started with the module; without it there are no kernels. */
    private static final boolean STARTED = ModuleLayer.boot().findModule(MODULE).isPresent();

    @Override
    public String description() {
        return "vectors of up to " + LongVector.SPECIES_PREFERRED.vectorBitSize() + " bits";
    }

    @Override
    public Optional<FastKernel> newKernel(Settings settings, long memoryBytes) {
        if (!STARTED) {
            return Optional.empty();
        }
        return switch (settings) {
            case ShacryptSettings s
            when s.digest() != ShacryptDigest.SM3 -> Optional.of(new VectorShacryptKernel(s.digest()));
            case Md5cryptSettings s -> Optional.of(new VectorMd5cryptKernel());
            case Pbkdf2Settings s -> VectorPbkdf2Kernel.of(s).map(FastKernel.class::cast);
            case ScramSettings s -> VectorPbkdf2Kernel.of(s).map(FastKernel.class::cast);
            case DescryptSettings s -> Optional.of(new VectorDescryptKernel());
            case DigestSettings s -> VectorDigestKernel.of(s).map(FastKernel.class::cast);
            case TomcatDigestSettings s -> VectorDigestKernel.of(s).map(FastKernel.class::cast);
            case MysqlNativeSettings s -> Optional.of(VectorDigestKernel.of(s));
            case NtSettings s -> Optional.of(VectorDigestKernel.of(s));
            case ScryptSettings s -> VectorScryptKernel.of(s, memoryBytes).map(FastKernel.class::cast);
            case YescryptSettings s -> VectorYescryptKernel.of(s, memoryBytes).map(FastKernel.class::cast);
            case NationalYescryptSettings s ->
                VectorYescryptKernel.of(s, memoryBytes).map(FastKernel.class::cast);
            default -> Optional.empty();
        };
    }
}
