package dev.watchword.server.iam.authorization;

/**
 * A policy that is attached to a caller, in one way or another.
 *
 * @param id 32 hexadecimal digits
 * @param name for the reader of a reason
 * @param document what it says
 */
record StoredPolicy(String id, String name, PolicyDocument document) {}
