package dev.watchword.server.http;

/** The methods that the API knows. */
public enum Verb {
    GET,
    POST,
    PUT,
    DELETE;

    /** Whether a call with it is meant to change something; a route may say otherwise. */
    public boolean mutates() {
        return this != GET;
    }
}
