package dev.watchword.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AccountStoresTest {

    /** What one store holds must not keep the others from being read, nor be told in a message. */
    @Test
    void aReaderThatFailsIsIncompleteAndTheOthersGoOn() {
        RecordingSink sink = new RecordingSink();
        AccountStore failing = new Made("one", told -> {
            throw new IllegalStateException("Secret2024!");
        });
        AccountStore sound = new Made("two", told -> told.covered(ServiceType.FTP, "/two"));
        AccountStores.read(List.of(failing, sound), new MemoryRoot(Map.of()), sink);
        assertEquals(List.of("one the reader failed: what it had not told yet is not tested"), sink.incomplete);
        assertEquals(List.of("/two"), sink.covered);
    }

    private record Made(String title, Consumer<AccountSink> reading) implements AccountStore {
        @Override
        public ServiceType service() {
            return ServiceType.SYSTEM;
        }

        @Override
        public Interest interest() {
            return Interest.NONE;
        }

        @Override
        public void read(RootFs root, AccountSink sink) {
            reading.accept(sink);
        }
    }
}
