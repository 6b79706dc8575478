package dev.watchword.server.iam;

import dev.watchword.server.http.ApiError;

/** Refusals that have to do with what is there already. */
final class Conflicts {

    private Conflicts() {}

    /** There is another of that name. */
    static ApiError taken(String kind, String name) {
        return ApiError.of(409, "IAM.0005", "Conflict: there is already a " + kind + " named " + name + ".");
    }

    /** There are as many as there may be. */
    static ApiError quota(String what, int quota) {
        return ApiError.of(
                409, "IAM.0005", "Conflict: there are " + quota + " " + what + " already, which is the quota.");
    }

    /** It is like that, and has to be changed first or cannot be. */
    static ApiError state(String sentence) {
        return ApiError.of(409, "IAM.0005", "Conflict: " + sentence);
    }
}
