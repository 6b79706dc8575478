package dev.watchword.e2e;

import dev.watchword.server.database.Dialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server on SQLite and a browser for all tests of a class, in a static field of it. */
final class ServedConsole implements BeforeAllCallback, AfterAllCallback {

    private @Nullable ServedWatchword served;
    private @Nullable Chromium chromium;

    @Override
    public void beforeAll(ExtensionContext context) {
        served = ServedWatchword.on(Dialect.SQLITE);
        chromium = new Chromium();
    }

    ServedWatchword served() {
        return running(served);
    }

    Chromium chromium() {
        return running(chromium);
    }

    private static <T> T running(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("it does not run");
        }
        return part;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (chromium != null) {
            chromium.close();
        }
        if (served != null) {
            served.close();
        }
    }
}
