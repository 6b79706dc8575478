package dev.watchword.agent.reset.system;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All extended attributes of a file, which hold its SELinux label and its access list (xattr(7)). Java reads those of users only,
 * so the three calls of libc are made here. Has no state.
 */
final class ExtendedAttributes {

    private static final int MOST = 64 << 10;

    private static final MethodHandle LIST =
            bind("llistxattr", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
    private static final MethodHandle GET =
            bind("lgetxattr", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
    private static final MethodHandle SET = bind(
            "lsetxattr",
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT);

    private ExtendedAttributes() {}

    /** What a file has; nothing where the file system has no such attributes. */
    static Map<String, byte[]> of(Path file) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(file.toString());
            MemorySegment names = arena.allocate(MOST);
            long length = (long) LIST.invokeExact(path, names, (long) MOST);
            for (long at = 0; at < length; ) {
                String name = names.getString(at, StandardCharsets.UTF_8);
                at += name.getBytes(StandardCharsets.UTF_8).length + 1;
                MemorySegment value = arena.allocate(MOST);
                long size = (long) GET.invokeExact(path, arena.allocateFrom(name), value, (long) MOST);
                if (size >= 0) {
                    found.put(name, value.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE));
                }
            }
        } catch (Throwable e) {
            throw unusable(e);
        }
        return found;
    }

    /**
     * Gives a file these attributes.
     *
     * @throws IOException when it does not take one of them
     */
    static void set(Path file, Map<String, byte[]> attributes) throws IOException {
        for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
            if (!set(file, attribute.getKey(), attribute.getValue())) {
                throw new IOException("the attribute " + attribute.getKey() + " cannot be set");
            }
        }
    }

    private static boolean set(Path file, String name, byte[] value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(Math.max(1, value.length));
            MemorySegment.copy(value, 0, bytes, ValueLayout.JAVA_BYTE, 0, value.length);
            int outcome = (int) SET.invokeExact(
                    arena.allocateFrom(file.toString()), arena.allocateFrom(name), bytes, (long) value.length, 0);
            return outcome == 0;
        } catch (Throwable e) {
            throw unusable(e);
        }
    }

    private static RuntimeException unusable(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("libc cannot be called", e);
    }

    @SuppressWarnings("restricted") // libc is all that is called, with memory of our own
    private static MethodHandle bind(String name, java.lang.foreign.MemoryLayout... arguments) {
        ValueLayout answer = name.equals("lsetxattr") ? ValueLayout.JAVA_INT : ValueLayout.JAVA_LONG;
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(answer, arguments));
    }
}
