package dev.watchword.agent.reset.system;

import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * sshd's settings for one account. Of a keyword that stands twice the first counts, but for the lists of users and groups, which
 * add up. Belongs to one thread.
 */
final class SshdSettings {

    private static final int MOST_INCLUDES = 100;
    private static final int DEEPEST = 16;
    private static final Set<String> LISTS = Set.of("allowusers", "denyusers", "allowgroups", "denygroups");
    private static final Set<String> LOOKED_AT = Set.of(
            "permitrootlogin",
            "passwordauthentication",
            "kbdinteractiveauthentication",
            "usepam",
            "authenticationmethods",
            "allowusers",
            "denyusers",
            "allowgroups",
            "denygroups");

    private final Map<String, List<String>> values = new HashMap<>();
    private final String account;
    private boolean known = true;
    private int includes;

    private SshdSettings(String account) {
        this.account = account;
    }

    /** What {@code sshd -T} printed. */
    static SshdSettings told(String output) {
        SshdSettings settings = new SshdSettings("");
        output.lines().forEach(line -> settings.line(line, Match.YES));
        return settings;
    }

    /** What a file says, with the files that it includes. */
    static SshdSettings read(RootFs root, String path, String account) {
        SshdSettings settings = new SshdSettings(account);
        settings.file(root, path, Match.YES, 0);
        return settings;
    }

    /** Whether everything was understood that matters. */
    boolean isKnown() {
        return known;
    }

    /** One word. */
    String first(String keyword, String otherwise) {
        return all(keyword).stream()
                .findFirst()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .orElse(otherwise);
    }

    /** All words. */
    List<String> all(String keyword) {
        return values.getOrDefault(keyword, List.of());
    }

    private Match file(RootFs root, String path, Match before, int depth) {
        List<String> lines = Texts.lines(root, path).orElse(null);
        if (lines == null || depth > DEEPEST || includes++ > MOST_INCLUDES) {
            known = false;
            return before;
        }
        Match match = before;
        for (String line : lines) {
            List<String> words = words(line);
            if (words.isEmpty()) {
                continue;
            }
            switch (words.getFirst().toLowerCase(Locale.ROOT)) {
                case "match" -> match = matched(words.subList(1, words.size()));
                case "include" -> {
                    for (String pattern : words.subList(1, words.size())) {
                        for (String included : included(root, pattern)) {
                            // A block that begins in an included file ends with it.
                            file(root, included, match, depth + 1);
                        }
                    }
                }
                default -> line(line, match);
            }
        }
        return match;
    }

    private void line(String line, Match match) {
        List<String> words = words(line);
        if (words.size() < 2 || match == Match.NO) {
            return;
        }
        String keyword = words.getFirst().toLowerCase(Locale.ROOT);
        keyword = keyword.equals("challengeresponseauthentication") ? "kbdinteractiveauthentication" : keyword;
        if (!LOOKED_AT.contains(keyword)) {
            return;
        }
        if (match == Match.UNKNOWN) {
            known = false;
            return;
        }
        List<String> rest = words.subList(1, words.size());
        if (LISTS.contains(keyword)) {
            values.computeIfAbsent(keyword, key -> new ArrayList<>()).addAll(rest);
        } else {
            values.putIfAbsent(keyword, rest);
        }
    }

    /** {@code all} and {@code user} can be decided here; an address or a group cannot. */
    private Match matched(List<String> criteria) {
        Match match = Match.YES;
        for (int i = 0; i < criteria.size(); i++) {
            String criterion = criteria.get(i).toLowerCase(Locale.ROOT);
            if (criterion.equals("all")) {
                continue;
            }
            boolean decided = criterion.equals("user") && i + 1 < criteria.size();
            if (decided && !isListed(criteria.get(i + 1))) {
                return Match.NO;
            }
            match = decided ? match : Match.UNKNOWN;
            i++;
        }
        return match;
    }

    private boolean isListed(String patterns) {
        boolean listed = false;
        for (String pattern : patterns.split(",", -1)) {
            if (pattern.startsWith("!") && SshdRules.matches(pattern.substring(1), account)) {
                return false;
            }
            listed |= SshdRules.matches(pattern, account);
        }
        return listed;
    }

    private static List<String> included(RootFs root, String pattern) {
        String path = pattern.startsWith("/") ? pattern : "/etc/ssh/" + pattern;
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (!name.contains("*") && !name.contains("?")) {
            return Texts.isThere(root, path) ? List.of(path) : List.of();
        }
        String folder = path.substring(0, slash);
        return root.list(folder, MOST_INCLUDES) instanceof RootFs.Listed.Entries entries
                ? entries.names().stream()
                        .filter(each -> !each.startsWith(".") && SshdRules.matches(name, each))
                        .map(each -> folder + "/" + each)
                        .toList()
                : List.of();
    }

    /** {@code Keyword word word}, {@code Keyword=word}, words in quotes, comments. */
    private static List<String> words(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (String word : text.replaceFirst("^([A-Za-z]+)\\s*=\\s*", "$1 ").split("\\s+")) {
            if (word.startsWith("#")) {
                break;
            }
            words.add(word.replace("\"", ""));
        }
        return words;
    }

    private enum Match {
        YES,
        NO,
        UNKNOWN
    }
}
