/**
 * One HTTP call, from the wire to a feature and back: routes with their permission, declared input, the order of
 * checks, and the form in which each service says no.
 */
@NullMarked
package dev.watchword.server.http;

import org.jspecify.annotations.NullMarked;
