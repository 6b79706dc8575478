package dev.watchword.server.console;

import java.util.regex.Pattern;

/** Addresses that a form or query names to go on to: pages of the console, nothing else. */
final class Local {

    static final String START = "/console";

    private static final Pattern PAGE = Pattern.compile("/console(/[A-Za-z0-9._~%-]+)*(\\?[A-Za-z0-9._~%&=+-]*)?");

    private Local() {}

    /** The address when it is a page of the console, otherwise the start. */
    static String of(String address) {
        boolean isPage = address.length() <= 4_000 && PAGE.matcher(address).matches();
        return isPage && !address.contains("/..") ? address : START;
    }
}
