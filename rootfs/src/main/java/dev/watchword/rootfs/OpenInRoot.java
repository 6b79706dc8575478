package dev.watchword.rootfs;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * The one question to the Linux kernel that the JDK cannot ask: openat2(2) with a folder as the root of the path. The kernel
 * resolves links, {@code ..} and all in one step below that folder, follows none of the links of {@code /proc} that
 * lead elsewhere, and hands out a handle that only points ({@code O_PATH}): nothing is opened for reading, so neither FIFO nor
 * device wakes up. Safe for use by many threads.
 */
final class OpenInRoot {

    static final int PERMISSION = 1;
    static final int NO_ENTRY = 2;
    static final int AGAIN = 11;
    static final int ACCESS = 13;
    static final int NOT_A_FOLDER = 20;
    static final int NAME_TOO_LONG = 36;
    static final int NO_SUCH_CALL = 38;
    static final int LOOP = 40;

    private static final long OPENAT2 = 437;
    private static final int HERE = -100;
    private static final long POINT_ONLY = 0x200000;
    private static final long CLOSE_ON_EXEC = 0x80000;
    private static final long NO_MAGIC_LINKS = 0x02;
    private static final long IN_ROOT = 0x10;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout HOW = MemoryLayout.structLayout(
            JAVA_LONG.withName("flags"), JAVA_LONG.withName("mode"), JAVA_LONG.withName("resolve"));
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle syscall;
    private final MethodHandle close;

    OpenInRoot() {
        syscall = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
        close = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    /** A handle of a folder of the machine, by its own path; negative is the error's number. */
    int folder(String path) {
        return open(HERE, path, 0);
    }

    /** A handle of what stands at the path when the folder is the root; negative is the error's number. */
    int below(int folder, String path) {
        return open(folder, path, IN_ROOT | NO_MAGIC_LINKS);
    }

    void close(int handle) {
        try {
            int ignored = (int) close.invokeExact(handle);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private int open(int folder, String path, long resolve) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment how = arena.allocate(HOW);
            how.set(JAVA_LONG, 0, POINT_ONLY | CLOSE_ON_EXEC);
            how.set(JAVA_LONG, 16, resolve);
            MemorySegment state = arena.allocate(STATE);
            MemorySegment name = arena.allocateFrom(path, StandardCharsets.UTF_8);
            long handle = (long) syscall.invokeExact(state, OPENAT2, folder, name, how, HOW.byteSize());
            return handle >= 0 ? Math.toIntExact(handle) : -(int) ERRNO.get(state, 0L);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
