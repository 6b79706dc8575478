package dev.watchword.server.baseline;

/**
 * What hosts are asked to keep to, built once.
 *
 * @param policyGroups host groups as the vendor's clients see them
 * @param passwordComplexity what hosts demand of new passwords
 */
public record Baseline(PolicyGroupsApi policyGroups, PasswordComplexityApi passwordComplexity) {}
