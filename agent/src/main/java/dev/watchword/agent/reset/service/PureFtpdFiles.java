package dev.watchword.agent.reset.service;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.Exposure;
import dev.watchword.account.Fields;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.account.StoredPassword;
import dev.watchword.account.pureftpd.PureDb;
import dev.watchword.account.pureftpd.PureFtpdStore;
import dev.watchword.hash.EncodedHash;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Users of Pure-FTPd in both of their files: the text that pure-pw makes databases from, and the database, which is what the server
 * reads. A user who stands in the text alone is none that the server knows. Belongs to one thread.
 */
final class PureFtpdFiles {

    private static final FileLimits LIMITS = new FileLimits(64L << 20, 64 << 10);

    private final RootFs root;
    private final AccountSink sink;

    /**
     * @param sink hears what cannot be read
     */
    PureFtpdFiles(RootFs root, AccountSink sink) {
        this.root = root;
        this.sink = sink;
    }

    List<StoredAccount> named(String name) {
        PureFtpdStore.Files files = PureFtpdStore.files(root, sink);
        List<StoredAccount.Part> texts = texts(files.texts(), name);
        Set<String> seen = new HashSet<>();
        List<StoredAccount> found = new ArrayList<>();
        for (String path : files.databases()) {
            read(path).filter(content -> seen.add(content.realPath())).ifPresent(content -> {
                Optional<byte[]> record = record(content, name);
                record.ifPresent(value -> found.add(stored(content, name, value, texts)));
            });
        }
        return found.isEmpty() && !texts.isEmpty() ? List.of(unknownToServer(name)) : found;
    }

    private record Content(String path, String realPath, byte[] bytes) {
        @Override
        public String toString() {
            return "Content[" + path + "]";
        }
    }

    private Optional<Content> read(String path) {
        return StoreFile.open(root, path, LIMITS, ServiceType.FTP, sink).flatMap(opened -> {
            try (StoreFile file = opened) {
                byte[] bytes = file.input().readAllBytes();
                if (file.input().exceeded()) {
                    file.incomplete("larger than the limit of " + LIMITS.maxBytes() + " bytes");
                    return Optional.empty();
                }
                return Optional.of(new Content(path, file.realPath(), bytes));
            } catch (IOException e) {
                sink.incomplete(ServiceType.FTP, path, "reading failed");
                return Optional.empty();
            }
        });
    }

    private Optional<byte[]> record(Content content, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        List<byte[]> values = new ArrayList<>();
        PureDb.read(content.bytes(), (key, value) -> {
                    if (java.util.Arrays.equals(key, wanted)) {
                        values.add(value);
                    }
                })
                .ifPresent(reason -> sink.incomplete(ServiceType.FTP, content.path(), reason));
        return values.stream().findFirst();
    }

    private static StoredAccount stored(Content content, String name, byte[] record, List<StoredAccount.Part> texts) {
        Account account = account(name, content.path(), StoredPassword.of(new Fields(record).latin1(1)));
        List<StoredAccount.Part> parts = new ArrayList<>(texts);
        parts.add(new StoredAccount.Part(
                content.realPath(),
                (bytes, hash) -> PureDb.with(bytes, name.getBytes(StandardCharsets.UTF_8), with(record, hash))));
        // Nobody knows which of two texts the next database will be made from.
        return new StoredAccount(
                account, Optional.of(FtpAccounts.encoder(account)), texts.size() > 1 ? List.of() : parts, Set.of());
    }

    /** A record is a line of the text without the name: its first field is the password. */
    private static byte[] with(byte[] record, EncodedHash hash) {
        int end = new Fields(record).length(1);
        ByteArrayOutputStream changed = new ByteArrayOutputStream(record.length + hash.length());
        changed.writeBytes(hash.text());
        changed.write(record, end, record.length - end);
        return changed.toByteArray();
    }

    private List<StoredAccount.Part> texts(List<String> paths, String name) {
        List<StoredAccount.Part> parts = new ArrayList<>();
        for (String path : paths) {
            StoreFile.open(root, path, LIMITS, ServiceType.FTP, sink).ifPresent(opened -> {
                try (StoreFile file = opened) {
                    file.readLines((line, number) -> {
                        Fields fields = new Fields(line);
                        if (!fields.isNothing()
                                && fields.count() > 1
                                && fields.text(1).equals(name)) {
                            parts.add(new StoredAccount.Part(
                                    file.realPath(),
                                    (content, hash) -> ColonLine.with(content, number, name, hash.latin1())));
                        }
                    });
                }
            });
        }
        return parts;
    }

    private static StoredAccount unknownToServer(String name) {
        Account account = account(name, "", StoredPassword.of("*"));
        return new StoredAccount(account, Optional.empty(), List.of(), Set.of());
    }

    private static Account account(String name, String path, StoredPassword stored) {
        return new Account(
                ServiceType.FTP,
                name,
                new StoreRef(path, 0),
                stored.state(),
                stored.credentials(),
                Optional.empty(),
                Owner.UNKNOWN,
                Exposure.UNKNOWN,
                false);
    }
}
