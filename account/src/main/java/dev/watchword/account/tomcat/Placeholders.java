package dev.watchword.account.tomcat;

import dev.watchword.account.AccountSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Puts properties in the place of <code>${name}</code> and <code>${name:-default}</code> as Tomcat does in every
 * attribute, as far as {@code conf/catalina.properties} sets them. What the command line or the environment sets is not
 * known here.
 */
final class Placeholders {

    /** A few bytes of a file must not grow to megabytes: longer values are not known, longer texts not filled further. */
    private static final int MAX_VALUE_CHARS = 512;

    private static final int MAX_CHARS = 1024;

    private final Map<String, String> values;

    Placeholders(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * A text with its properties in place.
     *
     * @param text an unknown property stays as it was written
     * @param unknown the names of those, in their order
     */
    record Filled(String text, List<String> unknown) {
        Filled {
            unknown = List.copyOf(unknown);
        }

        /** Nothing: the text may be a secret. */
        @Override
        public String toString() {
            return "Filled" + unknown;
        }
    }

    /** Reads {@code catalina.properties} of a configuration folder; a missing one sets nothing. */
    static Placeholders read(RootFs root, String conf, String base, AccountSink sink) {
        Map<String, String> values = new HashMap<>();
        String path = conf + "/catalina.properties";
        Optional<StoreFile> opened = StoreFile.open(root, path, FileLimits.CONFIGURATION, ServiceType.TOMCAT, sink);
        if (opened.isPresent()) {
            try (StoreFile file = opened.get()) {
                read(file).forEach((name, value) -> {
                    if (value.toString().length() <= MAX_VALUE_CHARS) {
                        values.put(name.toString(), value.toString());
                    }
                });
            }
        }
        values.put("catalina.base", base);
        values.put("catalina.home", base);
        return new Placeholders(values);
    }

    private static Properties read(StoreFile file) {
        Properties properties = new Properties();
        try {
            properties.load(file.input());
            if (file.input().exceeded()) {
                file.incomplete(
                        "larger than the limit of " + file.input().limits().maxBytes() + " bytes");
            }
        } catch (IOException failure) {
            file.incomplete("reading failed before the end");
        } catch (IllegalArgumentException malformed) {
            file.diagnostic(0, "a malformed \\u escape ends the properties");
        }
        return properties;
    }

    Filled fill(String text) {
        StringBuilder filled = new StringBuilder();
        List<String> unknown = new ArrayList<>();
        int at = 0;
        while (true) {
            int start = text.indexOf("${", at);
            int end = start < 0 ? -1 : text.indexOf('}', start);
            if (end < 0 || filled.length() > MAX_CHARS) {
                return new Filled(filled.append(text, at, text.length()).toString(), unknown);
            }
            filled.append(text, at, start);
            String name = text.substring(start + 2, end);
            filled.append(value(name).orElseGet(() -> {
                unknown.add(name);
                return "${" + name + "}";
            }));
            at = end + 1;
        }
    }

    private Optional<String> value(String name) {
        String set = values.get(name);
        if (set != null) {
            return Optional.of(set);
        }
        int split = name.indexOf(":-");
        if (split < 0) {
            return Optional.empty();
        }
        return Optional.of(values.getOrDefault(name.substring(0, split), name.substring(split + 2)));
    }
}
