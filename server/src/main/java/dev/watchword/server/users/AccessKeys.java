package dev.watchword.server.users;

/** Where the secrets of access keys are kept. */
public final class AccessKeys {

    private AccessKeys() {}

    /** The place to which a key's secret is sealed, see {@link dev.watchword.server.secrets.AtRest}. */
    public static String secretPlace(String accessKeyId) {
        return "access_key/secret/" + accessKeyId;
    }
}
