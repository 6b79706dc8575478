package dev.watchword.account.apache;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which folders Apache reads what their owners wrote (.htaccess) on who may log in: AllowOverride of the folder, or of the
 * nearest one above that has any; without one nobody's. Belongs to one thread.
 */
final class Overrides {

    private static final Set<String> ALLOWING = Set.of("all", "authconfig");

    private final TreeMap<String, Boolean> allowed = new TreeMap<>();
    private final TreeSet<String> served = new TreeSet<>();

    /** A folder whose files the server serves. */
    void serves(String folder) {
        if (folder.startsWith("/")) {
            served.add(plain(folder));
        }
    }

    /**
     * What AllowOverride says in the section of a folder.
     *
     * @param words its arguments
     */
    void allow(String folder, List<String> words) {
        if (!folder.startsWith("/")) {
            return;
        }
        boolean allows = words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> ALLOWING.contains(word) || word.startsWith("authuserfile"));
        allowed.merge(plain(folder), allows, Boolean::logicalOr);
    }

    /** Whether the files in this folder count. */
    boolean allows(String folder) {
        for (String above = plain(folder); ; above = above.substring(0, above.lastIndexOf('/'))) {
            Boolean said = allowed.get(above);
            if (said != null || above.isEmpty()) {
                return said != null && said;
            }
        }
    }

    /** The folders from which a walk finds all files that count: none of them stands below another one. */
    List<String> tops() {
        TreeSet<String> all = new TreeSet<>(served);
        // what is allowed for all of the machine is served only where something names it
        allowed.keySet().stream()
                .filter(folder -> !folder.isEmpty() && allows(folder))
                .forEach(all::add);
        return all.stream().filter(folder -> !hasAbove(all, folder)).toList();
    }

    private static boolean hasAbove(Set<String> folders, String folder) {
        String above = folder;
        while (!above.isEmpty()) {
            above = above.substring(0, above.lastIndexOf('/'));
            if (folders.contains(above)) {
                return true;
            }
        }
        return false;
    }

    /** Without slashes at its end; the root is empty. */
    private static String plain(String folder) {
        int end = folder.length();
        while (end > 0 && folder.charAt(end - 1) == '/') {
            end--;
        }
        return folder.substring(0, end);
    }
}
