package dev.watchword.account.tomcat;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountState;
import dev.watchword.account.Credential;
import dev.watchword.account.FoundText;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.hash.EncodedHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The users of a {@code tomcat-users.xml}, as MemoryUserDatabase and MemoryRealm read it: {@code user} elements directly
 * below {@code tomcat-users}, named by {@code username} or {@code name}.
 */
final class UsersReading {

    private final UsersFile users;
    private final StoreFile file;
    private final AccountSink sink;
    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    UsersReading(UsersFile users, StoreFile file, AccountSink sink) {
        this.users = users;
        this.file = file;
        this.sink = sink;
    }

    void tell(XmlElement root) {
        if (!root.name().equals("tomcat-users")) {
            file.diagnostic(root.line(), "the first element is not tomcat-users: it holds no users");
            return;
        }
        root.children("group").forEach(this::group);
        root.children("user").forEach(this::user);
    }

    private void group(XmlElement group) {
        Optional<String> name = group.attribute("groupname").or(() -> group.attribute("name"));
        name.ifPresent(known ->
                groups.computeIfAbsent(filled(known), fresh -> new HashSet<>()).addAll(list(group, "roles")));
    }

    private void user(XmlElement user) {
        String name = user.attribute("username")
                .or(() -> user.attribute("name"))
                .map(this::filled)
                .orElse("");
        if (name.isEmpty()) {
            file.diagnostic(user.line(), "user without a name: the server refuses the whole file");
            return;
        }
        if (!names.add(name)) {
            file.diagnostic(
                    user.line(), "user " + FoundText.quoted(name) + " stands in an earlier line too: the last counts");
        }
        Optional<Placeholders.Filled> password =
                user.attribute("password").map(stored -> users.placeholders().fill(stored));
        List<EncodedHash> credentials = new ArrayList<>();
        AccountState state = state(password, credentials);
        String fullName = user.attribute("fullName")
                .or(() -> user.attribute("fullname"))
                .map(this::filled)
                .orElse("");
        sink.account(new Account(
                ServiceType.TOMCAT,
                name,
                file.at(user.line()),
                state,
                credentials,
                Optional.empty(),
                new Owner(fullName, "", "", -1),
                users.exposure(),
                isPrivileged(user)));
    }

    private AccountState state(Optional<Placeholders.Filled> password, List<EncodedHash> credentials) {
        if (password.isEmpty()) {
            // Tomcat takes a user without the attribute for one that is not there
            return new AccountState.Disabled();
        }
        List<String> unknown = password.get().unknown();
        if (!unknown.isEmpty()) {
            return new AccountState.Unsupported("the password stands in a property that no file sets");
        }
        String stored = password.get().text();
        if (stored.isEmpty()) {
            boolean letIn = users.handlers().stream().anyMatch(Handler::acceptsEmpty);
            return letIn ? new AccountState.Passwordless() : new AccountState.Disabled();
        }
        return state(stored, credentials);
    }

    private AccountState state(String stored, List<EncodedHash> credentials) {
        String reason = "unsupported_scheme: unknown";
        for (Handler handler : users.handlers()) {
            if (handler instanceof Handler.Foreign foreign) {
                reason = "unsupported_scheme: " + FoundText.quoted(foreign.className());
            }
            Optional<Credential> credential = handler.read(stored).map(Credential::of);
            if (credential.isEmpty()) {
                continue;
            }
            switch (credential.get()) {
                case Credential.Testable testable -> credentials.add(testable.hash());
                case Credential.Untestable untestable -> reason = untestable.reason();
            }
        }
        return credentials.isEmpty() ? new AccountState.Unsupported(reason) : new AccountState.Usable();
    }

    private boolean isPrivileged(XmlElement user) {
        Stream<String> ofGroups =
                list(user, "groups").stream().flatMap(group -> groups.getOrDefault(group, Set.of()).stream());
        return Stream.concat(list(user, "roles").stream(), ofGroups)
                .anyMatch(role -> isOf("manager", role) || isOf("admin", role));
    }

    private static boolean isOf(String kind, String role) {
        return role.equals(kind) || role.startsWith(kind + "-");
    }

    private List<String> list(XmlElement element, String attribute) {
        return Arrays.stream(filled(element.attribute(attribute).orElse("")).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private String filled(String text) {
        return users.placeholders().fill(text).text();
    }
}
