package dev.watchword.account.session;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Connects as another user of the machine, whom root may be. A server that knows its administrator by the socket alone looks at whose thread
 * connected, once. So a thread is made for it that becomes that user, connects and ends: the system call changes the thread that makes it and
 * no other (credentials(7); only the C library's function of the same name changes all). Nothing else runs on it, and the
 * user ends with it.
 */
final class OtherUser {

    private static final int UNCHANGED = -1;

    private OtherUser() {}

    /**
     * Connects.
     *
     * @param channel open, not blocking
     * @param user the number of the user, other than negative
     * @return whether it is connected
     * @throws SessionFailed when whoever runs this may not be that user
     * @throws IOException when the socket cannot be reached
     */
    static boolean connect(SocketChannel channel, SocketAddress address, int user) throws SessionFailed, IOException {
        MethodHandle call = systemCall();
        long number = setresuid();
        Callable<Boolean> work = () -> {
            become(call, number, user);
            return channel.connect(address);
        };
        FutureTask<Boolean> task = new FutureTask<>(work);
        Thread.ofPlatform().name("connects as user " + user).daemon().start(task);
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SessionFailed("interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SessionFailed reason) {
                throw reason;
            }
            if (failed.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** The real and the saved user stay: what the thread is for the kernel is the effective one. Anybody may be who he is. */
    private static void become(MethodHandle call, long number, int user) throws SessionFailed {
        long result;
        try {
            result = (long) call.invokeExact(number, (long) UNCHANGED, (long) user, (long) UNCHANGED);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
        if (result != 0) {
            throw new SessionFailed("whoever scans may not act as user " + user + " of this machine: run as root");
        }
    }

    private static MethodHandle systemCall() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
    }

    /** Its number in the kernel's table of this processor. */
    private static long setresuid() throws SessionFailed {
        return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> 117;
            case "aarch64", "riscv64" -> 147;
            default -> throw new SessionFailed("how to act as another user is not known on this kind of processor");
        };
    }
}
