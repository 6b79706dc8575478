package dev.watchword.e2e;

/**
 * The example requests and answers of the vendor's four pages, byte for byte: "Updating Custom Weak Passwords for
 * Images" and "Querying the Weak Password Detection Result List" of HSS, "Resetting the Password for Logging In to an
 * ECS with a Few Clicks", and IAM's "Modifying the Account Password Policy".
 */
final class SeedRequests {

    static final String WORDS = """
            {
              "extended_weak_password" : [ "example" ]
            }""";

    /** With the comma that no JSON allows. */
    static final String RESET = "{ \"reset-password\": { \"new_password\": \"$ADMIN_PASS\", } }";

    static final String POLICY = """
            {
            "maximum_consecutive_identical_chars" : 0,
            "minimum_password_age" : 0,
            "minimum_password_length" : 8,
            "password_reuse_prevention" : 1,
            "password_not_username_or_invert" : true,
            "password_validity_period" : 180,
            "password_char_combination" : 2,
            "allow_user_to_change_password" : true
            }""";

    static final String POLICY_ANSWER = """
            {
            "password_policy" : {
            "maximum_consecutive_identical_chars" : 0,
            "maximum_password_length" : 32,
            "minimum_password_age" : 0,
            "minimum_password_length" : 8,
            "password_reuse_prevention" : 1,
            "password_not_username_or_invert" : true,
            "password_requirements" : "A password must contain at least two of the following: uppercase letters, \
            lowercase letters, digits, and special characters.",
            "password_validity_period" : 180,
            "password_char_combination" : 2,
            "allow_user_to_change_password" : true
            }
            }""";

    static final String WEAK_ANSWER = """
            {
              "total_num" : 2,
              "data_list" : [ {
                "host_id" : "caa958adxxxxxxa481",
                "host_name" : "ubuntu1",
                "host_ip" : "192.168.0.8",
                "private_ip" : "192.168.0.8",
                "public_ip" : "100.85.85.85",
                "update_time" : 0,
                "weak_pwd_accounts" : [ {
                  "user_name" : "localhost1",
                  "service_type" : "system",
                  "duration" : 2147483647,
                  "desensitized_weak_passwords" : "$a****1**",
                  "suggestion" : "The Password should contain the following character types: uppercase letters, \
            lowercase letters, digits, and special characters."
                } ]
              }, {
                "host_id" : "caa958adxxxxxxa482",
                "host_name" : "ubuntu2",
                "host_ip" : "192.168.0.9",
                "private_ip" : "192.168.0.8",
                "public_ip" : "",
                "update_time" : 0,
                "weak_pwd_accounts" : [ {
                  "user_name" : "localhost2",
                  "service_type" : "system",
                  "duration" : 2147483647,
                  "desensitized_weak_passwords" : "*******",
                  "suggestion" : "The minimum number of characters in a password should not be smaller than 8"
                } ]
              } ]
            }""";

    private SeedRequests() {}
}
