/**
 * The audit log: what was meant, done and refused, as a chain of lines that nobody can change unseen, kept in the
 * database and in files.
 */
@NullMarked
package dev.watchword.server.auditlog;

import org.jspecify.annotations.NullMarked;
