package dev.watchword.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BodySpaceTest {

    private final BodySpace space = new BodySpace(2L * BodySpace.FREE);

    @Test
    void smallBodiesAreFree() {
        for (int i = 0; i < 100; i++) {
            space.lease().grow(BodySpace.FREE);
        }
    }

    @Test
    void largeOnesShareOneSpace() {
        try (BodySpace.Lease first = space.lease();
                BodySpace.Lease second = space.lease()) {
            first.grow(2 * BodySpace.FREE);
            second.grow(2 * BodySpace.FREE);
            assertEquals(
                    503,
                    assertThrows(ApiError.class, () -> first.grow(2 * BodySpace.FREE + 1))
                            .status());
            assertThrows(ApiError.class, () -> space.lease().grow(BodySpace.FREE + 1));
        }
        space.lease().grow(3 * BodySpace.FREE);
    }
}
