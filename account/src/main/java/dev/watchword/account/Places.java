package dev.watchword.account;

import dev.watchword.rootfs.RootFs;
import dev.watchword.rootfs.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for the places where stores usually stand: absolute paths in which each component may be a shell pattern. A folder
 * that is there but cannot be looked into is told to the sink, since a store may stand in it.
 */
public final class Places {

    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_PLACES = 1_000;
    /** Of all that one configuration looks for: a file may hold a million patterns. */
    private static final int MAX_LOOKS = 200_000;

    private static final int MAX_TOLD = 20;

    private final RootFs root;
    private final ServiceType service;
    private final AccountSink sink;
    private final boolean ignoreCase;
    private final Set<String> told = new LinkedHashSet<>();
    private int looksLeft = MAX_LOOKS;

    /**
     * @param ignoreCase whether letters match in either case
     */
    public Places(RootFs root, ServiceType service, AccountSink sink, boolean ignoreCase) {
        this.root = root;
        this.service = service;
        this.sink = sink;
        this.ignoreCase = ignoreCase;
    }

    /** Every path that is there and fits one of the patterns: in the order of the patterns, then by name, each once. */
    public List<String> matching(List<String> patterns) {
        Set<String> found = new LinkedHashSet<>();
        for (String pattern : patterns) {
            found.addAll(matching(pattern));
        }
        return List.copyOf(found);
    }

    /** Every path that is there and fits the pattern, sorted by name. */
    public List<String> matching(String pattern) {
        List<String> paths = List.of("");
        String[] components = pattern.split("/", -1);
        for (int i = 1; i < components.length; i++) {
            paths = below(paths, components[i], i == components.length - 1);
        }
        return paths;
    }

    private List<String> below(List<String> folders, String component, boolean last) {
        List<String> paths = new ArrayList<>();
        for (String folder : folders) {
            if (NamePattern.isPattern(component)) {
                matchingNames(folder, component).forEach(name -> paths.add(folder + "/" + name));
            } else if (!last || isThere(folder + "/" + component)) {
                paths.add(folder + "/" + component);
            }
        }
        if (paths.size() <= MAX_PLACES) {
            return paths;
        }
        tell(folders.getFirst(), "more than " + MAX_PLACES + " places: the others are not read");
        return paths.subList(0, MAX_PLACES);
    }

    private List<String> matchingNames(String folder, String component) {
        NamePattern pattern = new NamePattern(component, ignoreCase);
        String path = folder.isEmpty() ? "/" : folder;
        if (!mayLook(path)) {
            return List.of();
        }
        return switch (root.list(path, MAX_ENTRIES)) {
            case RootFs.Listed.Entries entries -> {
                looksLeft -= entries.names().size();
                if (entries.cut()) {
                    tell(path, "more than " + MAX_ENTRIES + " entries: the others are not looked at");
                }
                yield entries.names().stream().filter(pattern::matches).toList();
            }
            case RootFs.Listed.Refused refused -> {
                refused(path, refused.why());
                yield List.of();
            }
        };
    }

    /** Whether something stands at the path; one that cannot be looked at is told to the sink. */
    public boolean isThere(String path) {
        if (!mayLook(path)) {
            return false;
        }
        return switch (root.stat(path)) {
            case RootFs.Stat.Found found -> true;
            case RootFs.Stat.Refused refused -> {
                refused(path, refused.why());
                yield false;
            }
        };
    }

    private boolean mayLook(String path) {
        if (looksLeft > 0) {
            looksLeft--;
            return true;
        }
        tell(path, "more than " + MAX_LOOKS + " places are named: the others are not looked at");
        return false;
    }

    private void refused(String path, Unreadable why) {
        boolean nothingThere = why instanceof Unreadable.Missing || why instanceof Unreadable.WrongKind;
        if (!nothingThere) {
            tell(path, StoreFile.advice(why, path));
        }
    }

    private void tell(String path, String reason) {
        if (told.size() < MAX_TOLD && told.add(path)) {
            sink.incomplete(service, path, reason);
        }
    }
}
