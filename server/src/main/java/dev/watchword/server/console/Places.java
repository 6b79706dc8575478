package dev.watchword.server.console;

import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where pages are shown. A form that was refused is answered at an address of its own, where nothing is to be seen: whoever
 * goes on from there, as by choosing a language, goes to the page that the form came from. Safe for use by many threads.
 */
final class Places {

    private final List<String> paths = new CopyOnWriteArrayList<>();

    /** @param path of a route that shows a page */
    void add(String path) {
        paths.add(path);
    }

    /** Path and query of the page that a call shows, or whose form it sends. */
    String of(RawCall call) {
        if (call.verb() == Verb.GET) {
            return call.rawQuery().isEmpty() ? call.rawPath() : call.rawPath() + "?" + call.rawQuery();
        }
        String from = Local.of(path(call.header("referer").orElse("")));
        return isPage(from.split("\\?", 2)[0]) && !from.equals(Local.START) ? from : above(call.rawPath());
    }

    /** The page at this address, or the next one above it. */
    private String above(String path) {
        String place = Local.of(path);
        while (!isPage(place) && place.length() > Local.START.length()) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return isPage(place) ? place : Local.START;
    }

    private boolean isPage(String path) {
        return paths.stream().anyMatch(each -> Api.match(each, path).isPresent());
    }

    /** What stands behind the host: forms come from pages of this server alone. */
    private static String path(String address) {
        int host = address.indexOf("://");
        int path = host < 0 ? -1 : address.indexOf('/', host + 3);
        return path < 0 ? "" : address.substring(path);
    }
}
