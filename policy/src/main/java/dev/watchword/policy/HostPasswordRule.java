package dev.watchword.policy;

/** A rule that a new password of a host's administrator can break. The words never hold a part of the password. */
public enum HostPasswordRule {
    LENGTH("length", "It must have 8 to 26 characters."),
    CHARACTERS("characters", "It may hold the letters A-Z and a-z, digits and !@%-_=+[]:./? only."),
    CLASSES(
            "classes",
            "It must hold at least three of uppercase letters, lowercase letters, digits, and special characters."),
    USER_NAME("user_name", "It must not contain the user name or the user name reversed."),
    USER_NAME_PART(
            "user_name_part", "It must not contain more than two consecutive characters of the Windows user name.");

    private final String code;
    private final String sentence;

    HostPasswordRule(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** Its name for programs. */
    public String code() {
        return code;
    }

    /** What it asks for. */
    public String sentence() {
        return sentence;
    }
}
