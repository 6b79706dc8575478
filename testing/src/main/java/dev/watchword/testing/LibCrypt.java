package dev.watchword.testing;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The host's own crypt(3), as the judge of ours: {@code crypt_rn} of libcrypt.so.1 (libxcrypt, man page crypt(3)).
 * Safe for concurrent use, since every call brings its own working area.
 */
public final class LibCrypt {

    /** sizeof(struct crypt_data) in libxcrypt. */
    private static final int CRYPT_DATA_BYTES = 32_768;

    private static final MethodHandle CRYPT_RN = bind();

    private LibCrypt() {}

    /**
     * What crypt(3) prints for the password under the setting (which may be a whole stored hash), empty when it
     * refuses either: the C function answers NULL or a text that starts with {@code *} then.
     *
     * @param password its raw bytes without NUL
     * @param setting Latin-1 text without NUL
     */
    public static Optional<String> crypt(byte[] password, String setting) {
        return crypt(password, setting.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same for a setting of any bytes but NUL; the answer is Latin-1. */
    public static Optional<String> crypt(byte[] password, byte[] setting) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment area = arena.allocate(CRYPT_DATA_BYTES, 16);
            MemorySegment text = call(terminated(arena, password), terminated(arena, setting), area);
            if (text.equals(MemorySegment.NULL)) {
                return Optional.empty();
            }
            String answer = area.asSlice(text.address() - area.address()).getString(0, StandardCharsets.ISO_8859_1);
            return answer.startsWith("*") ? Optional.empty() : Optional.of(answer);
        }
    }

    private static MemorySegment call(MemorySegment password, MemorySegment setting, MemorySegment area) {
        try {
            return (MemorySegment) CRYPT_RN.invokeExact(password, setting, area, CRYPT_DATA_BYTES);
        } catch (Throwable e) {
            throw new IllegalStateException("crypt_rn could not be called", e);
        }
    }

    private static MemorySegment terminated(Arena arena, byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                throw new IllegalArgumentException("a C string cannot hold NUL");
            }
        }
        MemorySegment segment = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment;
    }

    @SuppressWarnings("restricted") // a test oracle: calling native code is its whole purpose
    private static MethodHandle bind() {
        SymbolLookup library = SymbolLookup.libraryLookup("libcrypt.so.1", Arena.global());
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow("crypt_rn"),
                        FunctionDescriptor.of(
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
    }
}
