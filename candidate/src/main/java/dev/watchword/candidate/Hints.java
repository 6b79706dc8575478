package dev.watchword.candidate;

import java.util.List;

/**
 * What is known about an account that its owner may have made a password from. Any part may be an empty string or an
 * empty list; text is as found in the store.
 *
 * @param userName the login name
 * @param fullName the person's or service's full name (the first GECOS field)
 * @param home the last component of the home directory
 * @param host the host's name, with or without its domain
 * @param organisation words of the organisation, the project, the customer
 * @param products words of the service that holds the account ({@code redis}, {@code tomcat}, …), lower case
 */
public record Hints(
        String userName, String fullName, String home, String host, List<String> organisation, List<String> products) {

    /** Nothing known. */
    public static final Hints NONE = new Hints("", "", "", "", List.of(), List.of());

    public Hints {
        organisation = List.copyOf(organisation);
        products = List.copyOf(products);
    }
}
